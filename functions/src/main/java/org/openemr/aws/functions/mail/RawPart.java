package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a received message: the first header of each name that belongs to content, and the bytes as they were sent.
 *
 * @param headers the headers, as written
 * @param content the content in its transfer encoding
 */
// Parts are read and sent, never compared.
@SuppressWarnings("ArrayRecordComponent")
record RawPart(InternetHeaders headers, byte[] content) {

    static final String TYPE = "Content-Type";
    static final String ENCODING = "Content-Transfer-Encoding";
    static final String DISPOSITION = "Content-Disposition";

    private static final List<String> HEADERS_OF_CONTENT = List.of(
            TYPE, ENCODING, DISPOSITION, "Content-ID", "Content-Description", "Content-Language", "Content-Location");

    private static final Pattern ENCODING_NAME = Pattern.compile("\\s*[A-Za-z0-9-]+\\s*");

    static RawPart of(MimePart part) throws MessagingException {
        var headers = new InternetHeaders();
        for (var name : HEADERS_OF_CONTENT) {
            var values = part.getHeader(name);
            if (values != null) {
                headers.setHeader(name, HeaderText.fromBytes(values[0]));
            }
        }
        if (!ENCODING_NAME
                .matcher(Objects.requireNonNullElse(headers.getHeader(ENCODING, null), "7bit"))
                .matches()) {
            headers.removeHeader(ENCODING);
        }
        try (var stream = part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream()) {
            return new RawPart(headers, stream.readAllBytes());
        } catch (IOException e) {
            throw new MessagingException("The content cannot be read", e);
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getHeader(name, null));
    }

    /** Whether the part can go out byte for byte. */
    boolean isSafe() {
        return HEADERS_OF_CONTENT.stream()
                        .flatMap(name -> header(name).stream())
                        .allMatch(TransportSafe::isSafe)
                && TransportSafe.isSafe(content);
    }

    /** The type; plain text when the part names none, and bytes of unknown meaning when it names none that can be read. */
    ContentType type() {
        var written = header(TYPE).map(HeaderText::oneLine).orElse("text/plain");
        try {
            return new ContentType(written);
        } catch (ParseException e) {
            return withoutParameters(written);
        }
    }

    private static ContentType withoutParameters(String written) {
        try {
            var bare = written.contains(";") ? written.substring(0, written.indexOf(';')) : written;
            return new ContentType(bare.toLowerCase(Locale.ROOT));
        } catch (ParseException e) {
            return new ContentType("application", "octet-stream", null);
        }
    }

    /** The parts inside; none when the content is not made of parts. */
    List<MimeBodyPart> children() {
        var children = new ArrayList<MimeBodyPart>();
        if (!type().match("multipart/*")) {
            return children;
        }
        try {
            var multipart = new MimeMultipart(new ByteArrayDataSource(
                    content, header(TYPE).map(HeaderText::oneLine).orElseThrow()));
            for (var position = 0; position < multipart.getCount(); position++) {
                children.add((MimeBodyPart) multipart.getBodyPart(position));
            }
            return children;
        } catch (MessagingException e) {
            return List.of();
        }
    }

    /** The content without its transfer encoding; as it is when the encoding is unknown or broken. */
    byte[] decoded() {
        var encoding = header(ENCODING).map(HeaderText::oneLine).orElse("7bit").toLowerCase(Locale.ROOT);
        if (!List.of("base64", "quoted-printable", "uuencode", "x-uuencode", "x-uue")
                .contains(encoding)) {
            return content;
        }
        try (var stream = MimeUtility.decode(new ByteArrayInputStream(content), encoding)) {
            return stream.readAllBytes();
        } catch (IOException | MessagingException e) {
            return content;
        }
    }
}
