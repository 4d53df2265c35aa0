package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The content of a received part in a form that every server passes on. What is safe already stays byte for byte, so that
 * signatures hold; the rest is taken apart and encoded anew, with the same bytes inside.
 */
final class SafePart {

    private static final int DEEPEST_NESTING = 40;

    private SafePart() {}

    static MimeBodyPart of(MimePart part) {
        try {
            return of(part, 0);
        } catch (MessagingException e) {
            throw new IllegalStateException("The content cannot be composed", e);
        }
    }

    /** Bytes as an attachment that no reader opens by itself. */
    static MimeBodyPart attachment(byte[] bytes, String fileName) {
        var headers = new InternetHeaders();
        headers.setHeader(RawPart.TYPE, "application/octet-stream");
        headers.setHeader(RawPart.DISPOSITION, FileName.attachment(fileName));
        return inBase64(headers, bytes);
    }

    private static MimeBodyPart of(MimePart part, int depth) throws MessagingException {
        var raw = RawPart.of(part);
        if (raw.isSafe()) {
            return new VerbatimPart(raw.headers(), raw.content());
        }
        var children = depth < DEEPEST_NESTING ? raw.children() : List.<MimeBodyPart>of();
        return children.isEmpty() ? leaf(raw) : multipart(raw, children, depth);
    }

    /** The same kind of multipart around parts that are safe. */
    private static MimeBodyPart multipart(RawPart raw, List<MimeBodyPart> children, int depth)
            throws MessagingException {
        var safe = new ArrayList<MimeBodyPart>();
        for (var child : children) {
            safe.add(of(child, depth + 1));
        }
        var type = raw.type();
        var multipart = new MimeMultipart(type.getSubType(), safe.toArray(MimeBodyPart[]::new));
        var own = new ContentType(multipart.getContentType());
        Stream.of("type", "start", "start-info", "report-type")
                .filter(name -> isToken(type.getParameter(name)))
                .forEach(name -> own.getParameterList().set(name, type.getParameter(name)));
        var part = new MimeBodyPart();
        part.setContent(multipart);
        part.setHeader(RawPart.TYPE, own.toString());
        return part;
    }

    /** A message inside the message cannot be encoded and stay one (RFC 2046, section 5.2.1): it becomes an attached file. */
    private static MimeBodyPart leaf(RawPart raw) {
        var type = raw.type();
        var bytes = raw.decoded();
        var fileName = FileName.of(raw);
        if (type.match("message/*")) {
            return attachment(bytes, fileName.orElse("message.eml"));
        }
        if (type.match("multipart/*")) {
            return inBase64(headersOf(new ContentType("text", "plain", null), bytes), bytes);
        }
        var headers = headersOf(type, bytes);
        Stream.of("Content-ID", "Content-Description", "Content-Language", "Content-Location")
                .forEach(name -> raw.header(name)
                        .ifPresent(
                                value -> headers.setHeader(name, HeaderText.encoded(name, HeaderText.decoded(value)))));
        fileName.ifPresentOrElse(
                name -> headers.setHeader(RawPart.DISPOSITION, FileName.disposition(raw, name)),
                () -> raw.header(RawPart.DISPOSITION)
                        .filter(TransportSafe::isSafe)
                        .ifPresent(value -> headers.setHeader(RawPart.DISPOSITION, value)));
        return inBase64(headers, bytes);
    }

    /** The type with the character set: one that is missing is told from the bytes. */
    private static InternetHeaders headersOf(ContentType type, byte[] bytes) {
        var headers = new InternetHeaders();
        var written = type.getBaseType();
        if (type.match("text/*")) {
            var charset = type.getParameter("charset");
            written += "; charset="
                    + (isToken(charset) ? '"' + charset + '"' : Utf8.isValid(bytes) ? "utf-8" : "iso-8859-1");
        }
        headers.setHeader(RawPart.TYPE, written);
        return headers;
    }

    private static MimeBodyPart inBase64(InternetHeaders headers, byte[] bytes) {
        headers.setHeader(RawPart.ENCODING, "base64");
        try {
            return new VerbatimPart(headers, Base64.getMimeEncoder().encode(bytes));
        } catch (MessagingException e) {
            throw new IllegalStateException("Headers and bytes make a part", e);
        }
    }

    private static boolean isToken(String value) {
        return value != null && value.matches("[A-Za-z0-9!#$%&'*+./:@<>_-]{1,100}");
    }
}
