package org.openemr.aws.settings;

/**
 * A configuration that is accepted but deserves a second look.
 *
 * @param key the key it concerns
 * @param text what to consider
 */
public record Warning(String key, String text) {}
