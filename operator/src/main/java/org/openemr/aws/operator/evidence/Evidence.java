package org.openemr.aws.operator.evidence;

import java.util.List;

/**
 * What was collected.
 *
 * @param deployment its name
 * @param account whose it is
 * @param region where it is
 * @param period what events are of
 * @param madeBy who collected it, as AWS knows them
 * @param version of this project that collected it
 * @param chapters what was found
 * @param requirements what rules ask for
 */
public record Evidence(
        String deployment,
        String account,
        String region,
        Period period,
        String madeBy,
        String version,
        List<Chapter> chapters,
        List<Requirement> requirements) {

    /** It says on its first page what it is not. */
    public static final String NO_CERTIFICATION =
            "This is no certification, no audit and no legal advice. It shows what was found at the time that it names, and what was not found"
                    + " or could not be read is said. Whether it is enough is for you, and for whoever audits you, to decide.";

    /** What could not be read, by chapter. */
    public List<String> missing() {
        return chapters.stream()
                .flatMap(chapter -> chapter.missing().stream().map(why -> chapter.title() + ": " + why))
                .toList();
    }
}
