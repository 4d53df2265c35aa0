package org.openemr.aws.contracts.image;

/**
 * Something that a script of ours takes for granted of OpenEMR or its image, and that another version may do otherwise.
 *
 * @param sentence what
 * @param file the file of ComputeStack's scripts that relies on it
 * @param trace a text of that file by which it does, so that the list cannot grow old unnoticed
 * @param source where it was read: project, file or issue
 * @param readAt the version in which it was last read
 */
public record ImageAssumption(String sentence, String file, String trace, String source, String readAt) {}
