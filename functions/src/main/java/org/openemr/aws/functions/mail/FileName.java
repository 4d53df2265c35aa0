package org.openemr.aws.functions.mail;

import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.util.Optional;

/** The name of an attached file: read from where senders put it, and written as RFC 2231 says. */
final class FileName {

    private static final int LONGEST = 200;

    private FileName() {}

    /** The name that a part gives: in its disposition, else in its type. */
    static Optional<String> of(RawPart raw) {
        return Optional.ofNullable(disposition(raw).getParameter("filename"))
                .or(() -> Optional.ofNullable(raw.type().getParameter("name")))
                .map(HeaderText::decoded)
                .filter(name -> !name.isEmpty())
                .map(FileName::shortened);
    }

    /** The disposition of a part, with the name. */
    static String disposition(RawPart raw, String name) {
        var kind = disposition(raw).getDisposition();
        return written("inline".equalsIgnoreCase(kind) ? "inline" : "attachment", name);
    }

    /** The disposition of an attached file. */
    static String attachment(String name) {
        return written("attachment", name);
    }

    private static String written(String kind, String name) {
        var parameters = new ParameterList();
        parameters.set("filename", name, "utf-8");
        return new ContentDisposition(kind, parameters).toString();
    }

    private static ContentDisposition disposition(RawPart raw) {
        try {
            return new ContentDisposition(
                    raw.header(RawPart.DISPOSITION).map(HeaderText::oneLine).orElse("attachment"));
        } catch (ParseException e) {
            return new ContentDisposition();
        }
    }

    private static String shortened(String name) {
        return name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
    }
}
