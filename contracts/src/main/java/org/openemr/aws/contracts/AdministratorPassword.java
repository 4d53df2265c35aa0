package org.openemr.aws.contracts;

/** What a password of OpenEMR's administrator is made of, whoever has Secrets Manager make it. */
public final class AdministratorPassword {

    /** In characters. OpenEMR takes 72 at most. */
    public static final int LENGTH = 24;

    /**
     * All punctuation but {@code + - . : @ _}: the installer of the image splits its arguments at white space and equals
     * signs, and a shell reads most of the others.
     */
    public static final String REFUSED_BY_THE_INSTALLER = "!\"#$%&'()*,/;<=>?[\\]^`{|}~";

    private AdministratorPassword() {}
}
