package org.openemr.aws.functions.mail;

/**
 * Where mail comes in and where it goes.
 *
 * @param address the address that receives and that forwarded mail comes from
 * @param forwardTo the mailbox that it is forwarded to
 */
record MailRoute(String address, String forwardTo) {}
