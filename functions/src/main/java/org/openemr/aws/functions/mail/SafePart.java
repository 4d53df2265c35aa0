package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The content of a received part in a form that every server passes on. What is safe already stays byte for byte, so that
 * signatures hold; the rest is taken apart and encoded anew, with the same bytes inside. What is not understood beyond doubt is
 * named.
 */
final class SafePart {

    private static final int DEEPEST_NESTING = 40;
    private static final String TEXT = "text/plain";
    private static final String CHARSET = "charset";

    private final Doubts doubts;

    private SafePart(Doubts doubts) {
        this.doubts = doubts;
    }

    static MimeBodyPart of(Entity entity, Doubts doubts) {
        try {
            return new SafePart(doubts).part(entity, 0);
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

    private MimeBodyPart part(Entity entity, int depth) throws MessagingException {
        var raw = RawPart.of(entity, doubts);
        if (raw.isSafe()) {
            return new VerbatimPart(raw.headers(), raw.content());
        }
        var type = raw.type(doubts);
        if (!type.main().startsWith("multipart/")) {
            return leaf(raw, type);
        }
        var children = children(raw, type, depth);
        return children.isEmpty() ? text(raw) : multipart(type, children, depth);
    }

    /** The parts inside; none when there is nothing that divides them. */
    private List<byte[]> children(RawPart raw, HeaderParameters type, int depth) {
        var boundary = type.parameter("boundary").orElse("");
        var inside = boundary.isEmpty() ? new BodyParts(List.of(), false) : BodyParts.of(raw.content(), boundary);
        doubts.unless(inside.isClear() && !inside.parts().isEmpty(), "a multipart that can be divided in several ways");
        doubts.unless(depth < DEEPEST_NESTING, "parts that are nested too deep");
        doubts.unless(
                raw.header(RawPart.ENCODING)
                        .flatMap(TransferEncoding::named)
                        .filter(encoding -> encoding != TransferEncoding.NONE)
                        .isEmpty(),
                "a multipart with a transfer encoding");
        // What a signature or an encryption covers may not change; the parts of a digest are messages without saying
        // so.
        doubts.unless(
                Stream.of("signed", "encrypted", "digest").noneMatch(type.main()::endsWith),
                "a " + type.main() + " part");
        return depth < DEEPEST_NESTING ? inside.parts() : List.of();
    }

    /** The same kind of multipart around parts that are safe. */
    private MimeBodyPart multipart(HeaderParameters type, List<byte[]> children, int depth) throws MessagingException {
        var safe = new ArrayList<MimeBodyPart>();
        for (var child : children) {
            safe.add(part(Entity.of(child), depth + 1));
        }
        var multipart = new MimeMultipart("mixed", safe.toArray(MimeBodyPart[]::new));
        var boundary = HeaderParameters.of(multipart.getContentType())
                .parameter("boundary")
                .orElseThrow();
        var part = new WrittenMultipart(multipart);
        part.setHeader(RawPart.TYPE, type.with("boundary", boundary).written());
        return part;
    }

    /** What calls itself a multipart and is none: for people to read. */
    private MimeBodyPart text(RawPart raw) {
        var bytes = raw.decoded(doubts);
        return inBase64(headersOf(HeaderParameters.of(TEXT), bytes), bytes);
    }

    /** A message inside the message cannot be encoded and stay one (RFC 2046, section 5.2.1): it becomes an attached file. */
    private MimeBodyPart leaf(RawPart raw, HeaderParameters type) {
        var bytes = raw.decoded(doubts);
        var disposition = raw.disposition(doubts);
        var fileName = FileName.of(disposition, type, doubts);
        if (type.main().startsWith("message/")) {
            return attachment(bytes, fileName.orElse("message.eml"));
        }
        var headers = headersOf(type, bytes);
        Stream.of("Content-ID", "Content-Description", "Content-Language", "Content-Location")
                .forEach(name -> raw.header(name)
                        .ifPresent(
                                value -> headers.setHeader(name, HeaderText.encoded(name, HeaderText.decoded(value)))));
        disposition.ifPresent(given -> headers.setHeader(
                RawPart.DISPOSITION,
                fileName.map(name -> given.with("filename", name)).orElse(given).written()));
        return inBase64(headers, bytes);
    }

    /** The type with its parameters; a character set that is missing is told from the bytes. */
    private InternetHeaders headersOf(HeaderParameters type, byte[] bytes) {
        var written = type.parameter("name")
                .map(name -> type.with("name", HeaderText.decoded(name)))
                .orElse(type);
        if (type.main().startsWith("text/")) {
            var charset = type.parameter(CHARSET).filter(HeaderParameters::isToken);
            doubts.unless(charset.isPresent() || type.parameter(CHARSET).isEmpty(), "a character set without a name");
            written = written.with(CHARSET, charset.orElseGet(() -> Utf8.isValid(bytes) ? "utf-8" : "iso-8859-1"));
        }
        var headers = new InternetHeaders();
        headers.setHeader(RawPart.TYPE, written.written());
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
}
