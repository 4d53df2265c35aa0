package org.openemr.aws.settings.former;

import java.util.List;

/**
 * Something that had a name in the Python projects: a context key, an output of the stack, a script.
 *
 * @param name what it was called there
 * @param here the keys, outputs or commands that it is here; empty when there is nothing like it
 * @param note what differs, or what to do instead; empty when it is the same
 */
public record FormerName(String name, List<String> here, String note) {}
