package org.openemr.aws.functions.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The content of a received part in a form that every server passes on. What is safe already stays byte for byte, so that
 * signatures hold; the rest is taken apart and encoded anew, with the same bytes inside. What is not understood beyond doubt is
 * named.
 */
final class SafePart {

    private static final String ATTACHED = "application/octet-stream";
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
        headers.setHeader(RawPart.TYPE, ATTACHED);
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
        return children.isEmpty() ? text(raw) : multipart(raw, type, children, depth);
    }

    /** The parts inside; none when there is nothing that divides them. */
    private List<byte[]> children(RawPart raw, HeaderParameters type, int depth) {
        var boundary = type.parameter("boundary").orElse("");
        var inside = boundary.isEmpty() ? new BodyParts(List.of(), false) : BodyParts.of(raw.content(), boundary);
        doubts.unless(inside.isClear() && !inside.parts().isEmpty(), "a multipart that can be divided in several ways");
        doubts.unless(BodyParts.mayNest(depth, raw.content()), "parts that are nested too deep");
        doubts.unless(
                raw.header(RawPart.ENCODING)
                        .flatMap(TransferEncoding::named)
                        .filter(encoding -> encoding != TransferEncoding.NONE)
                        .isEmpty(),
                "a multipart with a transfer encoding");
        // What a signature or an encryption covers may not change; the parts of a digest are messages without saying
        // so.
        Stream.of("signed", "encrypted", "digest")
                .forEach(kind -> doubts.unless(!type.main().endsWith(kind), "a " + kind + " part"));
        return BodyParts.mayNest(depth, raw.content()) ? inside.parts() : List.of();
    }

    /** The same kind of multipart around parts that are safe. */
    private MimeBodyPart multipart(RawPart raw, HeaderParameters type, List<byte[]> children, int depth)
            throws MessagingException {
        var safe = new ArrayList<MimeBodyPart>();
        for (var child : children) {
            safe.add(part(Entity.of(child), depth + 1));
        }
        var multipart = new MimeMultipart("mixed", safe.toArray(MimeBodyPart[]::new));
        var boundary = HeaderParameters.of(multipart.getContentType())
                .parameter("boundary")
                .orElseThrow();
        var part = new WrittenMultipart(multipart);
        for (var header : ownHeaders(raw).entrySet()) {
            part.setHeader(header.getKey(), header.getValue());
        }
        var disposition = raw.disposition(doubts);
        if (disposition.isPresent()) {
            part.setHeader(RawPart.DISPOSITION, written(disposition.get()));
        }
        part.setHeader(RawPart.TYPE, written(type.with("boundary", boundary)));
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
        var isMessage = type.main().startsWith("message/");
        var headers = isMessage ? new InternetHeaders() : headersOf(type, bytes);
        ownHeaders(raw).forEach(headers::setHeader);
        if (isMessage) {
            doubts.unless(type.without("name").parameters().isEmpty(), "an attached message with parameters");
            headers.setHeader(RawPart.TYPE, ATTACHED);
            headers.setHeader(RawPart.DISPOSITION, FileName.attachment(fileName.orElse("message.eml")));
        } else {
            disposition.ifPresent(given -> headers.setHeader(
                    RawPart.DISPOSITION,
                    written(fileName.map(name -> given.with("filename", name)).orElse(given))));
        }
        return inBase64(headers, bytes);
    }

    /** What a part says of itself besides type and disposition. References to a part must find it: its names stay letter by letter. */
    private Map<String, String> ownHeaders(RawPart raw) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : List.of("Content-ID", "Content-Location")) {
            raw.header(name).ifPresent(value -> {
                var isSafe = TransportSafe.isSafe(value);
                doubts.unless(isSafe, "a " + name + " that cannot be written");
                if (isSafe) {
                    headers.put(name, value);
                }
            });
        }
        for (var name : List.of("Content-Description", "Content-Language")) {
            raw.header(name).ifPresent(value -> headers.put(name, HeaderText.encoded(name, HeaderText.decoded(value))));
        }
        return headers;
    }

    private String written(HeaderParameters header) {
        doubts.unless(header.isWritable(), "a parameter that cannot be written");
        return header.written();
    }

    /** The type with its parameters; a character set that is missing is told from the bytes. */
    private InternetHeaders headersOf(HeaderParameters type, byte[] bytes) {
        var named = type.parameter("name")
                .map(name -> type.with("name", HeaderText.decoded(name)))
                .orElse(type);
        if (type.main().startsWith("text/")) {
            var charset = type.parameter(CHARSET).filter(HeaderParameters::isToken);
            doubts.unless(charset.isPresent() || type.parameter(CHARSET).isEmpty(), "a character set without a name");
            named = named.with(CHARSET, charset.orElseGet(() -> Utf8.isValid(bytes) ? "utf-8" : "iso-8859-1"));
        }
        var headers = new InternetHeaders();
        headers.setHeader(RawPart.TYPE, written(named));
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
