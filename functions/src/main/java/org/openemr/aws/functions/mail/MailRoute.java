package org.openemr.aws.functions.mail;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where mail comes in and where it goes.
 *
 * @param address the address that receives and that forwarded mail comes from
 * @param forwardTo the mailbox that it is forwarded to
 */
record MailRoute(String address, String forwardTo) {

    private static final int MARK_LENGTH = 12;

    /**
     * What marks each forwarded message in its text, where it stays when somebody's program forwards it once more as a new
     * message.
     */
    String mark() {
        var address = this.address.getBytes(StandardCharsets.UTF_8);
        return "openemr-forwarded-"
                + UUID.nameUUIDFromBytes(address).toString().replace("-", "").substring(0, MARK_LENGTH);
    }
}
