package org.openemr.aws.functions.mail;

import jakarta.mail.internet.InternetHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message or a part of one as content: the first header of each name that belongs to content, and the bytes as they were sent.
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

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private static final List<String> HEADERS_OF_CONTENT = List.of(
            TYPE, ENCODING, DISPOSITION, "Content-ID", "Content-Description", "Content-Language", "Content-Location");

    static RawPart of(Entity entity, Doubts doubts) {
        doubts.addAll(entity.doubts());
        var headers = new InternetHeaders();
        for (var name : HEADERS_OF_CONTENT) {
            entity.nameDoubts(name, doubts);
            entity.header(name).ifPresent(value -> headers.setHeader(name, value.replaceAll("\\r?\\n", "\r\n")));
        }
        return new RawPart(headers, entity.body());
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.getHeader(name, null));
    }

    /** Whether the part can go out byte for byte. */
    boolean isSafe() {
        return HEADERS_OF_CONTENT.stream()
                        .flatMap(name -> header(name).stream())
                        .allMatch(TransportSafe::isSafe)
                && header(ENCODING).stream().map(TransferEncoding::named).allMatch(Optional::isPresent)
                && TransportSafe.isSafe(content);
    }

    /** The type in small letters; plain text when the part names none, and bytes of unknown meaning when none can be read. */
    HeaderParameters type(Doubts doubts) {
        var written = HeaderParameters.of(header(TYPE).orElse("text/plain"));
        var names = written.main().split("/", -1);
        var isType = names.length == 2 && HeaderParameters.isToken(names[0]) && HeaderParameters.isToken(names[1]);
        doubts.unless(isType && written.isClear(), "a Content-Type that can be read in several ways");
        return new HeaderParameters(
                isType ? written.main().toLowerCase(Locale.ROOT) : UNKNOWN_TYPE,
                written.parameters(),
                written.isClear());
    }

    /** The disposition, when the part names one. */
    Optional<HeaderParameters> disposition(Doubts doubts) {
        return header(DISPOSITION).map(HeaderParameters::of).map(written -> {
            var isToken = HeaderParameters.isToken(written.main());
            doubts.unless(isToken && written.isClear(), "a Content-Disposition that can be read in several ways");
            return isToken ? written : new HeaderParameters("attachment", written.parameters(), false);
        });
    }

    /** The content without its transfer encoding; as well as it can be read when that is unknown or broken. */
    byte[] decoded(Doubts doubts) {
        var encoding =
                TransferEncoding.named(HeaderText.oneLine(header(ENCODING).orElse("7bit")));
        var strictly = encoding.flatMap(known -> known.decodeStrictly(content));
        doubts.unless(strictly.isPresent(), "content that does not keep to its transfer encoding");
        return strictly.or(() -> encoding.map(known -> known.decode(content))).orElse(content);
    }
}
