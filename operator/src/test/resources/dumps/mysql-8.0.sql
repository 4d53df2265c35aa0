-- MySQL dump 10.13  Distrib 8.0.39, for Linux (x86_64)
-- Server version	8.0.39
/*!50503 SET NAMES utf8mb4 */;
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;
SET @@SESSION.SQL_LOG_BIN= 0;
SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '4d6e2b7e-0000-0000-0000-000000000001:1-77';
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE `version` (
  `v_major` int NOT NULL DEFAULT '0', `v_minor` int NOT NULL DEFAULT '0', `v_patch` int NOT NULL DEFAULT '0', `v_database` int NOT NULL DEFAULT '0',
  PRIMARY KEY (`v_major`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci /*!80016 DEFAULT ENCRYPTION='N' */;
INSERT INTO `version` (`v_database`, `v_major`, `v_minor`, `v_patch`) VALUES (500,7,0,3);
CREATE TABLE `users` (`id` bigint NOT NULL, `hidden` int /*!80023 INVISIBLE */) ENGINE=InnoDB;
CREATE TABLE `globals` (`gl_name` varchar(63) NOT NULL) ENGINE=InnoDB;
CREATE TABLE `documents` (`id` int NOT NULL) ENGINE=InnoDB;
CREATE TABLE `patient_data` (`id` int NOT NULL, `v` int GENERATED ALWAYS AS ((`id` + 1)) STORED) ENGINE=InnoDB;
INSERT INTO `patient_data` (`id`) VALUES (_binary '7'),(8);
/*!50106 SET @save_time_zone= @@TIME_ZONE */ ;
/*!50106 DROP EVENT IF EXISTS `nightly` */;
DELIMITER ;;
/*!50106 CREATE*/ /*!50117 DEFINER=`root`@`localhost`*/ /*!50106 EVENT `nightly` ON SCHEDULE EVERY 1 DAY STARTS '2020-01-01 00:00:00' DO DELETE FROM patient_data */ ;;
DELIMITER ;
SET @@SESSION.SQL_LOG_BIN = @MYSQLDUMP_TEMP_LOG_BIN;
