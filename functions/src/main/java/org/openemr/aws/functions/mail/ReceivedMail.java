package org.openemr.aws.functions.mail;

import jakarta.mail.Address;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message as it was received: its headers read with all leniency, and its bytes.
 *
 * @param bytes the whole message
 * @param entity its headers and its body
 */
// Messages are read and sent, never compared.
@SuppressWarnings("ArrayRecordComponent")
record ReceivedMail(byte[] bytes, Entity entity) {

    private static final int MOST_REPLY_ADDRESSES = 10;

    /** A longer name is in the text of the forwarded message only. */
    private static final int LONGEST_NAME = 200;

    /** Of a subject, or a sender, in the forwarded message. */
    private static final int LONGEST_TEXT = 4000;

    /** Headers that a message has once (RFC 5322, section 3.6). */
    private static final List<String> ONCE = List.of("From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date");

    /** Reads a message; anything is one, even what has no header at all. */
    static ReceivedMail parse(byte[] bytes) {
        return new ReceivedMail(bytes, Entity.of(bytes));
    }

    /** The first header of a name, as written. */
    Optional<String> header(String name) {
        return entity.header(name);
    }

    boolean hasHeader(String name) {
        return header(name).isPresent();
    }

    long headerCount(String name) {
        return entity.named(name).count();
    }

    /** The header in one line of readable text. */
    Optional<String> text(String name) {
        return header(name).map(HeaderText::decoded).filter(text -> !text.isEmpty());
    }

    /** The subject in one line of readable text; empty when there is none. */
    String subject() {
        return shortened(text("Subject").orElse(""));
    }

    /** How it was submitted, by the keyword of Auto-Submitted in small letters: {@code no} where nothing says otherwise. */
    String submission() {
        return text("Auto-Submitted")
                .map(value -> value.split("[;\\s(]", 2)[0].toLowerCase(Locale.ROOT))
                .orElse("no");
    }

    /** Whether an address wrote the message. */
    boolean isFrom(String address) {
        return Stream.of("From", "Sender", "Return-Path")
                .flatMap(name -> addresses(name).stream())
                .anyMatch(author -> author.getAddress().equalsIgnoreCase(address));
    }

    /** Whether it went through here too often: it holds our marks, at any depth. */
    boolean goesInCircles(MailRoute route) {
        return new Passages(route).areTooMany(entity);
    }

    /** Who wrote the message, in readable text. */
    String sender() {
        return shortened(text("From").or(() -> text("Sender")).orElse("an unknown sender"));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    /** Names what the headers leave open. */
    void nameDoubts(Doubts doubts) {
        doubts.unless(!entity.fields().isEmpty(), "no headers");
        doubts.unless(
                Stream.of("Subject", "From", "Sender")
                        .allMatch(name -> text(name).orElse("").length() <= LONGEST_TEXT),
                "a very long header");
        ONCE.forEach(name -> entity.nameDoubts(name, doubts));
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
        return header(header).stream()
                .flatMap(ReceivedMail::parseAddresses)
                .flatMap(ReceivedMail::clean)
                .limit(MOST_REPLY_ADDRESSES)
                .toList();
    }

    private static Stream<InternetAddress> parseAddresses(String value) {
        try {
            return Stream.of(InternetAddress.parseHeader(EncodedWords.joined(HeaderText.oneLine(value)), false));
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
                    name == null || name.isBlank() || name.length() > LONGEST_NAME
                            ? new InternetAddress(internet.getAddress())
                            : new InternetAddress(internet.getAddress(), HeaderText.decoded(name), "UTF-8"));
        } catch (AddressException | UnsupportedEncodingException e) {
            return Stream.empty();
        }
    }
}
