SET NAMES utf8mb4;
CREATE TABLE patient_data (id BIGINT AUTO_INCREMENT PRIMARY KEY, pid BIGINT NOT NULL, lname VARCHAR(255) CHARACTER SET latin1 NOT NULL,
  sex ENUM('F','M') DEFAULT NULL, flags BIT(8), regdate DATETIME DEFAULT '0000-00-00 00:00:00', note TEXT CHARACTER SET utf8mb4, UNIQUE KEY (pid))
  ENGINE=MyISAM DEFAULT CHARSET=utf8mb3;
INSERT INTO patient_data VALUES (1, 1, 'Müller', 'F', b'101', '2020-01-02 03:04:05', 'a ''quote'', a "double" one, a \\ and a
new line; -- no comment'), (2, 2, 'O''Hara', NULL, NULL, NULL, '😀 /*!50003 DEFINER=`root`@`localhost` */'), (3, 3, 'Li', 'M', b'0', '2024-02-29 00:00:00', '(1),(2)');
CREATE TABLE version (v_major INT, v_minor INT, v_patch INT, v_realpatch INT, v_tag VARCHAR(31), v_database INT, v_acl INT);
INSERT INTO version VALUES (7, 0, 3, 1, '', 500, 12);
CREATE TABLE users (id BIGINT PRIMARY KEY, username VARCHAR(255)) ENGINE=InnoDB;
INSERT INTO users VALUES (1, 'admin');
CREATE TABLE globals (gl_name VARCHAR(63), gl_index INT DEFAULT 0, gl_value VARCHAR(255), PRIMARY KEY (gl_name, gl_index)) ENGINE=Aria;
INSERT INTO globals VALUES ('phone', 0, '+1 (555) 0100');
CREATE TABLE documents (id INT PRIMARY KEY, url VARCHAR(255), body LONGBLOB) ENGINE=InnoDB;
INSERT INTO documents VALUES (1, 'file:///a', X'000102030405060708090A0B0C0D1A1B22275C7F80FF'), (2, NULL, NULL), (3, '', '');
CREATE TABLE numbers (seq INT PRIMARY KEY, d DOUBLE, j JSON, child INT, FOREIGN KEY (child) REFERENCES numbers (seq)) ENGINE=InnoDB;
INSERT INTO numbers VALUES (0, -1.5e-300, '{"a": [1, "x"]}', NULL), (1, 1e308, NULL, 0), (2, 0, '[]', 1), (3, 0, NULL, 0), (4, 0, NULL, 0), (5, 0, NULL, 0), (6, 0, NULL, 0), (7, 0, NULL, 0), (8, 0, NULL, 0), (9, 0, NULL, 0);
CREATE TABLE `with space` (`a b` INT, `key` INT) ENGINE=InnoDB;
INSERT INTO `with space` VALUES (1, 2);
DELIMITER ;;
CREATE DEFINER=`root`@`localhost` TRIGGER trimmed BEFORE INSERT ON patient_data FOR EACH ROW
BEGIN
  -- a comment; with a semicolon
  IF NEW.lname LIKE ' %' THEN SET NEW.lname = TRIM(NEW.lname); END IF; /* // */
END;;
CREATE DEFINER=`root`@`localhost` PROCEDURE patients_named(IN wanted VARCHAR(255)) BEGIN SELECT COUNT(*) FROM patient_data WHERE lname = wanted; END;;
CREATE DEFINER=`root`@`localhost` FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2;;
DELIMITER ;
CREATE DEFINER=`root`@`localhost` VIEW names AS SELECT lname FROM patient_data;
CREATE DEFINER=`root`@`localhost` EVENT nightly ON SCHEDULE EVERY 1 DAY DO DELETE FROM numbers WHERE seq < 0;
