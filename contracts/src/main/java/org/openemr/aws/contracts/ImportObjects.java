package org.openemr.aws.contracts;

import java.util.List;

/** What an installation is uploaded as, when it is brought over. */
public final class ImportObjects {

    /** SQL, packed with gzip. */
    public static final String DATABASE = "database.sql.gz";

    /** What is in the folder of its site: a tar file, packed with gzip. */
    public static final String FILES = "files.tar.gz";

    public static final List<String> ALL = List.of(DATABASE, FILES);

    private ImportObjects() {}
}
