package org.openemr.aws.functions.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A message as it was received: its headers read with all leniency, and its bytes. */
final class ReceivedMail {

    private static final int MOST_REPLY_ADDRESSES = 10;

    private final byte[] bytes;
    private final MimeMessage message;

    private ReceivedMail(byte[] bytes, MimeMessage message) {
        this.bytes = bytes;
        this.message = message;
    }

    /** Reads a message; anything is one, even what has no header at all. */
    static ReceivedMail parse(byte[] bytes) {
        try {
            return new ReceivedMail(
                    bytes, new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)));
        } catch (MessagingException e) {
            throw new IllegalStateException("A stream of bytes in memory can be read", e);
        }
    }

    /** The whole message. */
    byte[] bytes() {
        return bytes;
    }

    /** The message as a part with content. */
    MimeMessage message() {
        return message;
    }

    /** The first header of a name, as written. */
    Optional<String> header(String name) {
        return headers(name).findFirst();
    }

    boolean hasHeader(String name) {
        return headers(name).findAny().isPresent();
    }

    long headerCount(String name) {
        return headers(name).count();
    }

    /** The subject in one line of readable text; empty when there is none. */
    String subject() {
        return HeaderText.decoded(header("Subject").orElse(""));
    }

    /** Who wrote the message, in readable text. */
    String sender() {
        return HeaderText.decoded(header("From").or(() -> header("Sender")).orElse("an unknown sender"));
    }

    /** The addresses that an answer should go to: those of Reply-To, else From, else the envelope's sender. */
    List<InternetAddress> replyTo() {
        return Stream.of("Reply-To", "From", "Return-Path")
                .map(this::addresses)
                .filter(addresses -> !addresses.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<InternetAddress> addresses(String header) {
        return headers(header)
                .flatMap(ReceivedMail::parseAddresses)
                .flatMap(ReceivedMail::clean)
                .limit(MOST_REPLY_ADDRESSES)
                .toList();
    }

    private static Stream<InternetAddress> parseAddresses(String value) {
        try {
            return Stream.of(InternetAddress.parseHeader(HeaderText.oneLine(value), false));
        } catch (AddressException e) {
            return Stream.empty();
        }
    }

    /** Only what is an address beyond doubt, with its name in one line. */
    private static Stream<InternetAddress> clean(Address address) {
        if (!(address instanceof InternetAddress internet) || !HeaderText.isPlainAddress(internet.getAddress())) {
            return Stream.empty();
        }
        var name = internet.getPersonal();
        try {
            return Stream.of(
                    name == null || name.isBlank()
                            ? new InternetAddress(internet.getAddress())
                            : new InternetAddress(internet.getAddress(), HeaderText.decoded(name), "UTF-8"));
        } catch (AddressException | UnsupportedEncodingException e) {
            return Stream.empty();
        }
    }

    private Stream<String> headers(String name) {
        try {
            var values = message.getHeader(name);
            return values == null ? Stream.empty() : Stream.of(values).map(HeaderText::fromBytes);
        } catch (MessagingException e) {
            throw new IllegalStateException("Headers of a message in memory can be read", e);
        }
    }
}
