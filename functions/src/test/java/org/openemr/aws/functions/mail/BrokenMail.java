package org.openemr.aws.functions.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** A generated message in which a few lines were damaged. */
final class BrokenMail {

    private static final Pattern LINE = Pattern.compile("[^\n]*\n|[^\n]+");

    private final byte[] bytes;

    BrokenMail(long seed) {
        var random = new Random(seed * 31);
        var text = new String(new GeneratedMail(seed).bytes(), StandardCharsets.ISO_8859_1);
        var lines = new ArrayList<String>();
        LINE.matcher(text).results().forEach(line -> lines.add(line.group()));
        for (var count = 1 + random.nextInt(4); count > 0 && !lines.isEmpty(); count--) {
            damage(lines, random);
        }
        bytes = String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        return bytes;
    }

    private static void damage(List<String> lines, Random random) {
        var position = random.nextInt(lines.size());
        var line = lines.get(position);
        switch (random.nextInt(14)) {
            case 0 -> lines.remove(position);
            case 1 -> lines.add(position, line);
            case 2 -> lines.set(position, " \r\n");
            case 3 -> lines.add(position, "Gr\u00c3\u00bc\u00c3\u009fe\r\n");
            case 4 -> lines.add(position, "x".repeat(1200) + "\r\n");
            case 5 -> lines.add(position, "\r\n");
            case 6 -> lines.set(position, line.replace("=", "").replace("\"", ""));
            case 7 -> lines.set(position, line.replace("\r\n", "\n"));
            case 8 -> lines.set(position, line.substring(random.nextInt(line.length())));
            case 9 -> lines.subList(position, lines.size()).clear();
            case 10 -> lines.set(position, "\t" + line);
            case 11 -> lines.set(position, line.replace("base64", "x-own").replace("8bit", "base64"));
            case 12 -> lines.add(position, "Content-Type: text/html\r\n");
            default ->
                lines.set(
                        position,
                        line.substring(0, line.length() / 2)
                                + (char) random.nextInt(256)
                                + line.substring(line.length() / 2));
        }
    }
}
