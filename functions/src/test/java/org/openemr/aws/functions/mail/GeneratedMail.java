package org.openemr.aws.functions.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A message of one's own making with what it holds: the same seed makes the same message. It keeps to the rules of mail, in one of
 * the many ways that mail programs do.
 */
final class GeneratedMail {

    private static final String[] WORDS = {
        "Befund",
        "Müller",
        "appointment",
        "漢字",
        "Ergebnis",
        "à",
        "ø",
        "results",
        "€",
        "O'Neill",
        "x",
        "Überweisung",
        "=?",
        "--",
        "a=b"
    };

    private final Random random;
    private final String lineEnd;
    private final List<MailReading.Leaf> leaves = new ArrayList<>();
    private final String subject;
    private final String sender;
    private final byte[] bytes;

    GeneratedMail(long seed) {
        random = new Random(seed);
        lineEnd = oneIn(4) ? "\n" : "\r\n";
        subject = words(6);
        sender = words(2);
        var entity = entity(0);
        var head = new StringBuilder();
        line(head, "From: " + phrase(sender) + " <jane@patient.example>");
        line(head, "To: help@clinic.example.org");
        line(head, "Date: Tue, 24 Nov 2026 10:00:00 +0000");
        line(head, "Subject: " + phrase(subject));
        line(head, "MIME-Version: 1.0");
        bytes = joined(head.toString().getBytes(StandardCharsets.UTF_8), entity);
    }

    byte[] bytes() {
        return bytes;
    }

    /** What the second reader must find. */
    List<MailReading.Leaf> leaves() {
        return leaves;
    }

    /** The subject in readable text. */
    String subject() {
        return subject;
    }

    /** The name in From. */
    String sender() {
        return sender;
    }

    /** Headers of content, an empty line, and the content. */
    private byte[] entity(int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 10)) {
            case 0, 1, 2 -> text();
            case 3, 4 -> file();
            case 5 -> message();
            default -> multipart(depth);
        };
    }

    private byte[] text() {
        var subtype = oneOf("plain", "html", "calendar", "csv");
        var charset = oneOf("utf-8", "UTF-8", "iso-8859-1", "us-ascii", "utf-16be", "windows-1252");
        var parameters = new TreeMap<String, String>();
        parameters.put("charset", charset);
        if (subtype.equals("calendar")) {
            parameters.put("method", "REQUEST");
        } else if (subtype.equals("plain") && oneIn(2)) {
            parameters.put("format", "flowed");
            parameters.put("delsp", "yes");
        }
        var content = text(charset).getBytes(Charset.forName(charset));
        return leaf("text/" + subtype, parameters, oneIn(4) ? fileName() : "", content, charset.startsWith("utf-16"));
    }

    /** Lines of text that the character set has. */
    private String text(String charset) {
        var text = new StringBuilder();
        for (var count = random.nextInt(6); count > 0; count--) {
            text.append(words(12)).append(oneIn(8) ? " ".repeat(3) : "").append(lineEnd);
        }
        if (oneIn(3)) {
            text.append(words(oneIn(4) ? 400 : 5));
        }
        var encoder = Charset.forName(charset).newEncoder();
        return text.codePoints()
                .filter(point -> encoder.canEncode(Character.toString(point)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private byte[] file() {
        var content = new byte[random.nextInt(400)];
        random.nextBytes(content);
        var parameters = new TreeMap<String, String>();
        if (oneIn(3)) {
            parameters.put("x-unix-mode", "0644");
        }
        return leaf(
                oneOf("application/pdf", "image/jpeg", "application/octet-stream", "application/dicom"),
                parameters,
                oneIn(8) ? "" : fileName(),
                content,
                true);
    }

    private byte[] message() {
        var inner = new GeneratedMail(random.nextLong());
        var ended = inner.lineEnd.equals(lineEnd)
                ? inner.bytes
                : "Subject: x\r\n\r\ny".replace("\r\n", lineEnd).getBytes(StandardCharsets.US_ASCII);
        return leaf("message/rfc822", new TreeMap<>(), oneIn(2) ? fileName() : "", ended, false);
    }

    private byte[] leaf(
            String type, TreeMap<String, String> parameters, String name, byte[] content, boolean isBinary) {
        leaves.add(new MailReading.Leaf(
                type, new TreeMap<>(parameters), name, new String(content, StandardCharsets.ISO_8859_1)));
        var head = new StringBuilder();
        var isNameInType = !name.isEmpty() && oneIn(5);
        line(
                head,
                "Content-Type: " + (oneIn(8) ? type.toUpperCase(Locale.ROOT) : type) + written(parameters)
                        + (isNameInType ? named("name", name) : ""));
        if (!isNameInType && !name.isEmpty()) {
            line(head, "Content-Disposition: " + oneOf("attachment", "inline") + named("filename", name));
        } else if (oneIn(5)) {
            line(head, "Content-Disposition: inline");
        }
        if (oneIn(4)) {
            line(head, "Content-ID: <part" + random.nextInt(100) + "@patient.example>");
        }
        return switch (type.equals("message/rfc822") ? 2 : isBinary ? 0 : random.nextInt(4)) {
            case 0 -> encoded(head, "base64", base64(content));
            case 1 -> encoded(head, "quoted-printable", quotedPrintable(content));
            default ->
                encoded(head, isAscii(content) ? oneOf("7bit", "8bit", "binary") : oneOf("8bit", "binary"), content);
        };
    }

    private byte[] encoded(StringBuilder head, String encoding, byte[] content) {
        line(head, "Content-Transfer-Encoding: " + encoding);
        return joined((head + lineEnd).getBytes(StandardCharsets.UTF_8), content);
    }

    private byte[] multipart(int depth) {
        var kind = oneOf("mixed", "alternative", "related", "report", "form-data");
        var boundary = oneOf("b", "=_b", "b b", "----=_Part_1.2", "a'()+_,-./:=?") + depth + "x"
                + random.nextInt(1_000_000_000) + "z";
        var head = new StringBuilder();
        var parameters = kind.equals("report")
                ? "; report-type=delivery-status"
                : kind.equals("related") ? "; type=\"text/html\"" : "";
        line(head, "Content-Type: multipart/" + kind + parameters + ";" + lineEnd + "\tboundary=\"" + boundary + "\"");
        var all = new ByteArrayOutputStream();
        all.writeBytes((head + lineEnd).getBytes(StandardCharsets.US_ASCII));
        if (oneIn(3)) {
            all.writeBytes(
                    ("This is a multi-part message in MIME format." + lineEnd).getBytes(StandardCharsets.US_ASCII));
        }
        for (var count = 1 + random.nextInt(4); count > 0; count--) {
            all.writeBytes(("--" + boundary + lineEnd).getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(entity(depth + 1));
            all.writeBytes(lineEnd.getBytes(StandardCharsets.US_ASCII));
        }
        all.writeBytes(("--" + boundary + "--" + lineEnd).getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    private String written(TreeMap<String, String> parameters) {
        var text = new StringBuilder();
        parameters.forEach((name, value) -> text.append(';')
                .append(oneIn(4) ? lineEnd + " " : " ")
                .append(oneIn(4) ? name.toUpperCase(Locale.ROOT) : name)
                .append('=')
                .append(oneIn(2) ? '"' + value + '"' : value));
        return text.toString();
    }

    /** A name in one of the ways that mail programs write it. */
    private String named(String parameter, String name) {
        var quoted = '"' + name + '"';
        if (name.matches("[A-Za-z0-9.]+")) {
            return "; " + parameter + "=" + oneOf(name, quoted);
        }
        return ";" + oneOf("", lineEnd) + " "
                + this.<Supplier<String>>oneOf(
                                () -> parameter + "=" + quoted,
                                () -> parameter + "=\"" + phrase(name) + '"',
                                () -> parameter + "*=utf-8''" + percent(name),
                                () -> {
                                    var half = name.offsetByCodePoints(0, name.codePointCount(0, name.length()) / 2);
                                    return parameter + "*0*=utf-8''" + percent(name.substring(0, half)) + "; "
                                            + parameter + "*1*=" + percent(name.substring(half));
                                })
                        .get();
    }

    private String fileName() {
        return oneOf(
                "report.pdf",
                "Müller.csv",
                "Befund März 2026.pdf",
                "Befund März + April.pdf",
                "漢字.txt",
                "a b.doc",
                "O'Neill; 50% (1).xml",
                "x".repeat(90) + ".bin",
                "€.jpg");
    }

    /** Text of a header: as it is when it is ASCII, else in encoded words, which may split a character. */
    private String phrase(String text) {
        if (isAscii(text.getBytes(StandardCharsets.UTF_8)) && !text.contains("=?")) {
            return text;
        }
        if (oneIn(6)) {
            return text.contains("=?") ? words(text, 1000) : text;
        }
        return words(text, 5 + random.nextInt(40));
    }

    private String words(String text, int size) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        var words = new ArrayList<String>();
        for (var position = 0; position < utf8.length; position += size) {
            var piece = java.util.Arrays.copyOfRange(utf8, position, Math.min(position + size, utf8.length));
            words.add(
                    oneIn(2)
                            ? "=?utf-8?B?" + Base64.getEncoder().encodeToString(piece) + "?="
                            : "=?UTF-8?Q?" + q(piece) + "?=");
        }
        return String.join(oneIn(2) ? " " : lineEnd + " ", words);
    }

    private static String q(byte[] bytes) {
        var text = new StringBuilder();
        for (var each : bytes) {
            if (each == ' ') {
                text.append('_');
            } else if (Character.isLetterOrDigit(each) && each > 0) {
                text.append((char) each);
            } else {
                text.append("=%02X".formatted(each & 0xFF));
            }
        }
        return text.toString();
    }

    private static String percent(String text) {
        return q(text.getBytes(StandardCharsets.UTF_8)).replace("_", "%20").replace('=', '%');
    }

    private byte[] base64(byte[] content) {
        return Base64.getMimeEncoder(76, lineEnd.getBytes(StandardCharsets.US_ASCII))
                .encode(content);
    }

    private byte[] quotedPrintable(byte[] content) {
        var out = new StringBuilder();
        var column = 0;
        for (var position = 0; position < content.length; position++) {
            var each = content[position];
            var isBreak = new String(
                            content,
                            position,
                            Math.min(lineEnd.length(), content.length - position),
                            StandardCharsets.ISO_8859_1)
                    .equals(lineEnd);
            if (isBreak) {
                out.append(lineEnd);
                position += lineEnd.length() - 1;
                column = 0;
                continue;
            }
            if (column > 70) {
                out.append('=').append(lineEnd);
                column = 0;
            }
            var text = each >= '!' && each <= '~' && each != '='
                    ? String.valueOf((char) each)
                    : "=%02X".formatted(each & 0xFF);
            out.append(text);
            column += text.length();
        }
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private String words(int most) {
        var words = new ArrayList<String>();
        for (var count = 1 + random.nextInt(most); count > 0; count--) {
            words.add(WORDS[random.nextInt(WORDS.length)]);
        }
        return String.join(" ", words);
    }

    private void line(StringBuilder text, String line) {
        text.append(line).append(lineEnd);
    }

    private boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    private static boolean isAscii(byte[] bytes) {
        for (var each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
