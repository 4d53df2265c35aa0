package org.openemr.aws.report;

import java.util.Map;
import org.openemr.aws.plan.Template;

/** Who reaches whom over the network, as a picture (SVG) for a document: it asks nobody for anything, and follows the reader's light or dark. */
public final class NetworkPicture {

    private NetworkPicture() {}

    /**
     * The picture of an installation.
     *
     * @param templates by stack id, in the order in which values flow
     * @param label what it shows, for whoever does not see it
     */
    public static String of(Map<String, Template> templates, String label) {
        var landscape = Landscape.of(templates, new References(templates)).overTheNetwork();
        return new Picture(Layout.of(landscape)).file(label);
    }
}
