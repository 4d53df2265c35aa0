-- MySQL dump 10.13  Distrib 5.5.62, for debian-linux-gnu (x86_64)
--
-- Host: localhost    Database: openemr
-- ------------------------------------------------------
-- Server version	5.5.62-0+deb8u1

/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40101 SET NAMES utf8 */;
/*!40103 SET @OLD_TIME_ZONE=@@TIME_ZONE */;
/*!40103 SET TIME_ZONE='+00:00' */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
/*!40111 SET @OLD_SQL_NOTES=@@SQL_NOTES, SQL_NOTES=0 */;

--
-- Current Database: `openemr`
--

CREATE DATABASE /*!32312 IF NOT EXISTS*/ `openemr` /*!40100 DEFAULT CHARACTER SET utf8 */;

USE `openemr`;

DROP TABLE IF EXISTS `patient_data`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE `patient_data` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `pid` bigint(20) NOT NULL DEFAULT '0',
  `lname` varchar(255) CHARACTER SET latin1 NOT NULL DEFAULT '',
  `DOB` date DEFAULT NULL,
  `regdate` datetime DEFAULT '0000-00-00 00:00:00',
  `note` text COMMENT 'a ; semicolon, a ''quote'' and ENGINE=MyISAM',
  PRIMARY KEY (`id`),
  UNIQUE KEY `pid` (`pid`)
) ENGINE=MyISAM AUTO_INCREMENT=4 DEFAULT CHARSET=utf8 ROW_FORMAT=FIXED PACK_KEYS=0 COMMENT='engine = MyISAM';
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `patient_data` WRITE;
/*!40000 ALTER TABLE `patient_data` DISABLE KEYS */;
INSERT INTO `patient_data` VALUES (1,1,'Müller','1970-01-01','0000-00-00 00:00:00','it''s (one), \'two\'; -- not a comment /*!50003 neither */'),(2,2,'O\'Hara',NULL,'2012-05-05 10:00:00','DEFINER=`root`@`localhost` \\'),(3,3,'Li','1980-02-29',NULL,NULL);
/*!40000 ALTER TABLE `patient_data` ENABLE KEYS */;
UNLOCK TABLES;

DROP TABLE IF EXISTS `version`;
CREATE TABLE `version` (
  `v_major` int(11) NOT NULL DEFAULT '0',
  `v_minor` int(11) NOT NULL DEFAULT '0',
  `v_patch` int(11) NOT NULL DEFAULT '0',
  `v_realpatch` int(11) NOT NULL DEFAULT '0',
  `v_tag` varchar(31) NOT NULL DEFAULT '',
  `v_database` int(11) NOT NULL DEFAULT '0',
  `v_acl` int(11) NOT NULL DEFAULT '0',
  PRIMARY KEY (`v_major`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
INSERT INTO `version` VALUES (5,0,1,7,'',250,3);
CREATE TABLE `users` (`id` bigint(20) NOT NULL AUTO_INCREMENT, `username` varchar(255) DEFAULT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8;
INSERT INTO `users` VALUES (1,'admin');
CREATE TABLE `globals` (`gl_name` varchar(63) NOT NULL, `gl_index` int(11) NOT NULL DEFAULT '0', `gl_value` varchar(255) NOT NULL DEFAULT '', PRIMARY KEY (`gl_name`,`gl_index`)) ENGINE=MyISAM DEFAULT CHARSET=utf8;
CREATE TABLE `documents` (`id` int(11) NOT NULL DEFAULT '0', `url` varchar(255) DEFAULT NULL, `body` longblob, PRIMARY KEY (`id`)) ENGINE=MyISAM DEFAULT CHARSET=utf8;
INSERT INTO `documents` VALUES (1,'file:///var/www/sites/default/documents/1/a.pdf',0x0A0D00FF),(2,NULL,x'00'),(3,NULL,-1.5e-3);

/*!50003 SET @saved_cs_client      = @@character_set_client */ ;
/*!50003 SET character_set_client  = utf8 */ ;
/*!50003 SET @saved_sql_mode       = @@sql_mode */ ;
/*!50003 SET sql_mode              = 'STRICT_TRANS_TABLES,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION' */ ;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `trimmed` BEFORE INSERT ON `patient_data`
FOR EACH ROW
BEGIN
  -- a comment; with a semicolon
  SET NEW.lname = TRIM(NEW.lname); /* and // another */
END */;;
DELIMITER ;
/*!50003 SET sql_mode              = @saved_sql_mode */ ;
/*!50003 DROP PROCEDURE IF EXISTS `patients_named` */;
DELIMITER ;;
CREATE DEFINER='clinic'@'%' PROCEDURE `patients_named`(IN wanted VARCHAR(255))
    SQL SECURITY DEFINER
BEGIN
  SELECT COUNT(*) FROM patient_data WHERE lname = wanted;
END ;;
CREATE DEFINER=clinic@localhost FUNCTION `twice`(n INT) RETURNS int(11)
    DETERMINISTIC
RETURN n * 2 ;;
DELIMITER ;

/*!50001 DROP VIEW IF EXISTS `names`*/;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `names` AS select `patient_data`.`lname` AS `lname` from `patient_data` */;

/*!40103 SET TIME_ZONE=@OLD_TIME_ZONE */;
/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;
/*!40111 SET SQL_NOTES=@OLD_SQL_NOTES */;

-- Dump completed on 2026-11-01  3:00:00
