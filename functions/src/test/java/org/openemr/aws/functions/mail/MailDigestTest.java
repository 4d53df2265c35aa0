package org.openemr.aws.functions.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was stored and not forwarded is told, once a day, to the forwarding address. */
class MailDigestTest {

    private static byte[] mail(String header) {
        return ("From: Jane Roe <jane@Patient.example>\r\n" + header + "\r\nSubject: A secret matter\r\n\r\nText\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "Auto-Submitted: auto-replied, PASS, AUTOMATIC/patient.example/",
        "Return-Path: <>, PASS, BOUNCE/patient.example/",
        "X-OpenEMR-Forwarded: yes, PASS, LOOP/patient.example/",
        "Date: now, FAIL, SPAM/patient.example/"
    })
    void notesWhatIsStoredOnly(String header, String spam, String key) {
        try (var server = new MailServer(mail(header))) {
            server.deliver(spam, "PASS");

            assertThat(server.sent()).isEmpty();
            assertThat(server.notes()).containsExactly(key + MailServer.ID);
        }
    }

    @Test
    void notesWhatFailedAndWhatCameFromNobody() {
        try (var server = new MailServer("\r\nText\r\n".getBytes(StandardCharsets.US_ASCII))) {
            server.sesRefuses(400, "MessageRejected", "no");

            assertThatThrownBy(server::deliver).isInstanceOf(RefusedException.class);

            assertThat(server.notes()).containsExactly("FAILED/unknown/" + MailServer.ID);
        }
    }

    @Test
    void aMessageThatIsForwardedIsNotNoted() {
        try (var server = new MailServer(mail("Date: now"))) {
            server.deliver();

            assertThat(server.notes()).isEmpty();
        }
    }

    @Test
    void tellsHowMuchWhyAndWhereAndNothingOfTheContent() {
        try (var server = new MailServer(new byte[0])) {
            server.notesAre(
                    "SPAM/bulk.example/a1", "SPAM/bulk.example/a2", "BOUNCE/patient.example/b1", "FAILED/x.example/c1");
            server.noMarkIsThere(404);
            server.tell();

            assertThat(server.sent()).singleElement().satisfies(sent -> {
                assertThat(sent.to()).containsExactly(MailServer.FORWARD_TO);
                assertThat(new String(sent.raw(), StandardCharsets.US_ASCII))
                        .contains("Subject: Mail that was not forwarded: 4", "X-OpenEMR-Forwarded:")
                        .contains("the spam check failed: 2\r\n  bulk.example: 2", "its return path is empty: 1")
                        .contains("forwarding it failed: 1")
                        .contains("s3://mail-bucket/received/b1 2026-11-26T05:00:00Z its return path is empty");
            });
            assertThat(server.deletions()).singleElement().asString().contains("untold/SPAM/bulk.example/a1", "c1");
        }
    }

    /** Somebody made a folder in the console, and another release has other reasons. */
    @Test
    void whatIsNoNoteOfOursStopsNothing() {
        try (var server = new MailServer(new byte[0])) {
            server.notesAre("", "SPAM", "OTHER/x.example/id", "SPAM/bulk.example/a1");
            server.tell();

            assertThat(new String(server.sent().get(0).raw(), StandardCharsets.US_ASCII))
                    .contains("not forwarded: 1");
            assertThat(server.deletions()).singleElement().asString().doesNotContain("OTHER");
        }
    }

    @Test
    void saysNothingWhenThereIsNothing() {
        try (var server = new MailServer(new byte[0])) {
            server.notesAre();
            server.tell();

            assertThat(server.sent()).isEmpty();
            assertThat(server.deletions()).isEmpty();
        }
    }

    /** Forwarding failed at first, and went well at the next attempt. */
    @Test
    void saysNothingOfWhatWasForwardedLater() {
        try (var server = new MailServer(new byte[0])) {
            server.notesAre("FAILED/patient.example/" + MailServer.ID);
            server.markIs("sent");
            server.tell();

            assertThat(server.sent()).isEmpty();
            assertThat(server.deletions()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void tellsOfWhatHasNoMark(int status) {
        try (var server = new MailServer(new byte[0])) {
            server.notesAre("FAILED/patient.example/" + MailServer.ID);
            server.noMarkIsThere(status);
            server.tell();

            assertThat(server.sent()).hasSize(1);
        }
    }

    @Test
    void forgetsNothingBeforeItIsTold() {
        try (var server = new MailServer(new byte[0])) {
            server.notesAre("SPAM/bulk.example/a1");
            server.sesRefuses(400, "MessageRejected", "no");

            assertThatThrownBy(server::tell).isInstanceOf(RefusedException.class);
            assertThat(server.deletions()).isEmpty();

            server.sesWorks();
            server.tell();
            assertThat(server.sent()).hasSize(2);
            assertThat(server.deletions()).hasSize(1);
        }
    }

    @Test
    void saysWhenNotesStay() {
        try (var server = new MailServer(new byte[0])) {
            server.notesAre("SPAM/bulk.example/a1");
            server.bucketRefusesDeletions();

            assertThatThrownBy(server::tell)
                    .hasMessageContaining("1 notes below untold/ cannot be deleted: InternalError");
        }
    }

    @Test
    void deletesAThousandAtOnceAndListsWhatAPersonReads() {
        try (var server = new MailServer(new byte[0])) {
            server.notesAre(IntStream.range(0, 2500)
                    .mapToObj(each -> "SPAM/bulk.example/id" + each)
                    .toArray(String[]::new));
            server.tell();

            assertThat(new String(server.sent().get(0).raw(), StandardCharsets.US_ASCII))
                    .contains("not forwarded: 2500", "and 2300 more");
            assertThat(server.deletions()).hasSize(3);
        }
    }
}
