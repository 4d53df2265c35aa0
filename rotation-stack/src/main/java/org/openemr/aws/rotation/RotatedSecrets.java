package org.openemr.aws.rotation;

import java.util.List;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * The secrets that are rotated. OpenEMR's administrator is not one: that is a person, who has changed the first password.
 *
 * @param databaseUser OpenEMR's own user of the database
 * @param databaseAdministrator the administrator of the database, whom set-up knows
 * @param cacheUser the user of the cache
 */
record RotatedSecrets(ISecret databaseUser, ISecret databaseAdministrator, ISecret cacheUser) {

    static RotatedSecrets of(Upstream upstream) {
        var data = upstream.data();
        return new RotatedSecrets(
                data.databaseUser(upstream.dataKey()),
                data.databaseAdministrator(upstream.dataKey()),
                data.cacheUser(upstream.dataKey()));
    }

    List<ISecret> all() {
        return List.of(databaseUser, databaseAdministrator, cacheUser);
    }
}
