package org.openemr.aws.settings.former;

import java.util.List;

/**
 * A value that the Python projects took and this one does not.
 *
 * @param keys the context keys that took it
 * @param value the value, as written
 * @param meaning what it meant there, as the rest of a sentence about the value
 * @param remedy what to write instead
 */
public record FormerValue(List<String> keys, String value, String meaning, String remedy) {}
