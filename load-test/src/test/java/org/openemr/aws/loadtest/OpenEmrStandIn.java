package org.openemr.aws.loadtest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * OpenEMR as far as the scenarios see it, and no kinder: a session begins with the form, changes when somebody signs in, and without one a page sends
 * back to the form with the status 200; a form without its token is refused, and so is a client that does not say that it is a browser. It takes its
 * time, and can fail at each so many requests.
 */
final class OpenEmrStandIn implements AutoCloseable {

    static final String USER = "nurse";
    static final String PASSWORD = "pass & word";
    static final String TOKEN = "an-access-token";

    private static final String SIGNED_OUT =
            "<script>top.location.href='/interface/login/login_screen.php?error=1';</script>";
    private static final Pattern COOKIE = Pattern.compile("(OpenEMR|PortalOpenEMR)=([0-9a-f-]+)");

    private final HttpsServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Queue<String> uploads = new ConcurrentLinkedQueue<>();
    private final Queue<String> visits = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger downloads = new AtomicInteger();
    private final int milliseconds;
    private final int failsEach;

    /**
     * Starts one.
     *
     * @param milliseconds what each answer takes
     * @param failsEach the number of requests of which one fails; 0 for none
     */
    OpenEmrStandIn(SiteCertificate certificate, int milliseconds, int failsEach) {
        this.milliseconds = milliseconds;
        this.failsEach = failsEach;
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    int requests() {
        return requests.get();
    }

    int downloads() {
        return downloads.get();
    }

    Queue<String> uploads() {
        return uploads;
    }

    Queue<String> visits() {
        return visits;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            var number = requests.incrementAndGet();
            pause();
            if (failsEach > 0 && number % failsEach == 0) {
                send(exchange, 500, "");
            } else if (!String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"))
                    .startsWith("Mozilla/5.0 (")) {
                send(exchange, 403, "");
            } else {
                route(exchange, body);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void route(HttpExchange exchange, String body) throws IOException {
        var uri = exchange.getRequestURI();
        switch (uri.getPath()) {
            case "/interface/login/login.php" ->
                begin(exchange, "OpenEMR", "<input name=\"authUser\"><input name=\"clearPass\">");
            case "/portal/index.php" -> begin(exchange, "PortalOpenEMR", "<input name=\"uname\"><input name=\"pass\">");
            case "/interface/main/main_screen.php" ->
                signIn(
                        exchange,
                        form(body),
                        "OpenEMR",
                        "authUser",
                        "clearPass",
                        "/interface/main/tabs/main.php?token_main=abc");
            case "/portal/get_patient_info.php" ->
                signIn(exchange, form(body), "PortalOpenEMR", "uname", "pass", "/portal/home.php");
            case "/apis/default/fhir/Patient" -> search(exchange);
            default -> signedIn(exchange, body);
        }
    }

    private void begin(HttpExchange exchange, String cookie, String page) throws IOException {
        var id = UUID.randomUUID().toString();
        sessions.put(id, new Session("", ""));
        exchange.getResponseHeaders().add("Set-Cookie", "%s=%s; path=/; secure; HttpOnly".formatted(cookie, id));
        send(exchange, 200, "<html><form method=\"post\">" + page + "</form></html>");
    }

    /** Who signs in gets another session; who may not goes back to the form. */
    private void signIn(
            HttpExchange exchange, Map<String, String> form, String cookie, String user, String password, String next)
            throws IOException {
        var begun = id(exchange, cookie).filter(sessions::containsKey);
        if (begun.isPresent() && USER.equals(form.get(user)) && PASSWORD.equals(form.get(password))) {
            sessions.remove(begun.get());
            var id = UUID.randomUUID().toString();
            sessions.put(id, new Session(USER, UUID.randomUUID().toString()));
            exchange.getResponseHeaders().add("Set-Cookie", "%s=%s; path=/; secure; HttpOnly".formatted(cookie, id));
            redirect(exchange, next);
        } else {
            redirect(
                    exchange,
                    cookie.equals("OpenEMR")
                            ? "/interface/login/login.php?site=default"
                            : "/portal/index.php?site=default&w");
        }
    }

    private void search(HttpExchange exchange) throws IOException {
        var isKnown = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        send(exchange, isKnown ? 200 : 401, isKnown ? "{\"resourceType\":\"Bundle\",\"total\":0}" : "{}");
    }

    private void signedIn(HttpExchange exchange, String body) throws IOException {
        var cookie = exchange.getRequestURI().getPath().startsWith("/portal/") ? "PortalOpenEMR" : "OpenEMR";
        var session = id(exchange, cookie)
                .map(sessions::get)
                .filter(found -> !found.user().isEmpty());
        if (session.isEmpty()) {
            send(exchange, 200, SIGNED_OUT);
            return;
        }
        var uri = exchange.getRequestURI();
        switch (uri.getPath()) {
            case "/interface/forms/newpatient/new.php" ->
                send(exchange, 200, """
                        <form><input type='hidden' name='csrf_token_form' value='%s'>
                        <select name='facility_id'><option value='3'>Clinic</option></select></form>""".formatted(session.get().formToken()));
            case "/interface/forms/newpatient/save.php" -> save(exchange, form(body), session.get());
            case "/controller.php" -> documents(exchange, uri.getQuery(), body);
            case "/interface/main/main_info.php",
                    "/interface/main/tabs/main.php",
                    "/interface/patient_file/summary/demographics.php",
                    "/portal/home.php" -> send(exchange, 200, "<html>a page</html>");
            default -> send(exchange, 404, "");
        }
    }

    private void save(HttpExchange exchange, Map<String, String> form, Session session) throws IOException {
        if (!session.formToken().equals(form.get("csrf_token_form"))) {
            send(exchange, 403, "Authentication Error");
            return;
        }
        visits.add("%s in %s: %s".formatted(form.get("mode"), form.get("facility_id"), form.get("reason")));
        send(exchange, 200, "<script>top.restoreSession();</script>");
    }

    private void documents(HttpExchange exchange, String query, String body) throws IOException {
        if (query.startsWith("document&upload")) {
            var isWhole =
                    body.contains("name=\"process\"") && body.contains("name=\"file[]\"; filename=\"load-test.txt\"");
            uploads.add(isWhole ? "whole, %d kB".formatted(body.length() / 1000) : "not whole");
            send(exchange, isWhole ? 200 : 400, "<html>Upload Report</html>");
        } else if (query.startsWith("document&retrieve") && query.contains("document_id=17")) {
            downloads.incrementAndGet();
            send(exchange, 200, "scan ".repeat(1000));
        } else if (query.startsWith("document&list")) {
            send(exchange, 200, "<a href=\"/controller.php?document&view&patient_id=1&doc_id=17&\">scan</a>");
        } else {
            send(exchange, 404, "");
        }
    }

    private static Optional<String> id(HttpExchange exchange, String cookie) {
        return Stream.ofNullable(exchange.getRequestHeaders().get("Cookie"))
                .flatMap(java.util.List::stream)
                .flatMap(header -> COOKIE.matcher(header).results())
                .filter(match -> match.group(1).equals(cookie))
                .map(match -> match.group(2))
                .findFirst();
    }

    private static Map<String, String> form(String body) {
        return Stream.of(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> decoded(field[0]),
                        field -> field.length > 1 ? decoded(field[1]) : "",
                        (one, other) -> other));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void redirect(HttpExchange exchange, String path) throws IOException {
        exchange.getResponseHeaders().add("Location", path);
        send(exchange, 302, "");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private record Session(String user, String formToken) {}
}
