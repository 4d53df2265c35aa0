package org.openemr.aws.operator.evidence;

import java.util.List;
import java.util.Map;

/**
 * One question with what was found of it.
 *
 * @param id part of the file's name and of links, for example {@code network}
 * @param title what it is called
 * @param about the question, and where the answer comes from
 * @param columns the names of the values of a row
 * @param rows what was found
 * @param notes what the rows do not say
 * @param missing what could not be read, and why; empty when everything was
 */
public record Chapter(
        String id,
        String title,
        String about,
        List<String> columns,
        List<Map<String, String>> rows,
        List<String> notes,
        List<String> missing) {

    /** A chapter in which everything could be read. */
    static Chapter of(ChapterSource source, List<String> columns, List<Map<String, String>> rows, List<String> notes) {
        return new Chapter(source.id(), source.title(), source.about(), columns, rows, notes, List.of());
    }

    /** The same, where something could not be read besides. */
    Chapter without(List<String> others) {
        return new Chapter(id, title, about, columns, rows, notes, others);
    }
}
