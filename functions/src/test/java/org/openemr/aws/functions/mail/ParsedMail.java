package org.openemr.aws.functions.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.field.ContentTypeField;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * A message as another library than the forwarder's reads it: what its recipient sees.
 *
 * @param introduction the forwarder's own part
 * @param text all plain text that is not attached
 * @param html all HTML that is not attached
 * @param original the message as it came, where it goes along whole
 */
record ParsedMail(
        String subject,
        List<String> replyTo,
        List<String> headerNames,
        String introduction,
        String text,
        String html,
        List<Attachment> attachments,
        Optional<byte[]> original) {

    /** An attached file. */
    record Attachment(String name, byte[] content) {}

    static ParsedMail of(byte[] raw) {
        var builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        try {
            var message = builder.parseMessage(new ByteArrayInputStream(raw));
            var parts = ((Multipart) message.getBody()).getBodyParts();
            var reader = new Reader();
            parts.subList(1, 2).forEach(reader::read);
            return new ParsedMail(
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    addresses(message),
                    message.getHeader().getFields().stream().map(Field::getName).toList(),
                    text(parts.get(0)),
                    reader.text.toString(),
                    reader.html.toString(),
                    reader.attachments,
                    parts.size() > 2 ? Optional.of(bytes(parts.get(2))) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> addresses(Message message) {
        return message.getReplyTo() == null
                ? List.of()
                : message.getReplyTo().flatten().stream()
                        .map(Mailbox::getAddress)
                        .toList();
    }

    /** Collects what the parts hold. */
    private static final class Reader {

        private final StringBuilder text = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private final List<Attachment> attachments = new ArrayList<>();

        private void read(Entity entity) {
            var attached = entity.getFilename() != null || "attachment".equalsIgnoreCase(entity.getDispositionType());
            if (entity.getBody() instanceof Multipart multipart) {
                multipart.getBodyParts().forEach(this::read);
            } else if (!attached && "text/plain".equalsIgnoreCase(entity.getMimeType())) {
                text.append(ParsedMail.text(entity));
            } else if (!attached && "text/html".equalsIgnoreCase(entity.getMimeType())) {
                html.append(ParsedMail.text(entity));
            } else {
                attachments.add(new Attachment(name(entity), ParsedMail.bytes(entity)));
            }
        }

        private static String name(Entity entity) {
            var name = Optional.ofNullable(entity.getFilename()).or(() -> nameOfType(entity));
            return name.map(text -> DecoderUtil.decodeEncodedWords(text, StandardCharsets.UTF_8))
                    .orElse("");
        }

        private static Optional<String> nameOfType(Entity entity) {
            return Optional.ofNullable(entity.getHeader().getField("Content-Type"))
                    .map(field -> ((ContentTypeField) field).getParameter("name"));
        }
    }

    private static String text(Entity entity) {
        return new String(bytes(entity), charset(entity.getCharset()));
    }

    private static Charset charset(String name) {
        try {
            return name == null || name.equalsIgnoreCase("us-ascii") ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static byte[] bytes(Entity entity) {
        var out = new ByteArrayOutputStream();
        try {
            if (entity.getBody() instanceof Message nested) {
                new DefaultMessageWriter().writeMessage(nested, out);
            } else if (entity.getBody() instanceof BinaryBody binary) {
                binary.getInputStream().transferTo(out);
            } else {
                ((SingleBody) entity.getBody()).writeTo(out);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
