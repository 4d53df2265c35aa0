package org.openemr.aws.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps cookies, goes where it is sent, and fills in the provider's form. */
final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final int MOST_REDIRECTS = 15;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client;

    Browser(Hosts hosts, Certificate certificate) {
        client = HttpClient.newBuilder()
                .proxy(hosts.proxy())
                .sslContext(certificate.context())
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * A page, and the way to it.
     *
     * @param trail the addresses that the browser asked, without their queries
     */
    record Page(URI address, int status, String text, List<String> trail) {

        boolean isFormOfTheProvider() {
            return address.getHost().equals(Provider.HOST) && text.contains("name=\"password\"");
        }
    }

    Page open(String address) {
        return follow(HttpRequest.newBuilder(URI.create(address)).build());
    }

    /** Opens a page with a cookie beside those that it keeps. */
    Page openWith(String cookie, String address) {
        return follow(HttpRequest.newBuilder(URI.create(address))
                .header("Cookie", cookie)
                .build());
    }

    /** Signs in on the provider's page. */
    Page signIn(Page page) {
        var csrf = CSRF.matcher(page.text());
        if (!page.isFormOfTheProvider() || !csrf.find()) {
            throw new IllegalStateException("Not a page to sign in on: " + page);
        }
        var form = Map.of("username", Provider.PERSON, "password", Provider.PASSWORD, "_csrf", csrf.group(1));
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return follow(HttpRequest.newBuilder(page.address().resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Opens a page, and signs in where it has to. */
    Page openSignedIn(String address) {
        var page = open(address);
        return page.isFormOfTheProvider() ? signIn(page) : page;
    }

    /** The names of the cookies that it has for the site. */
    List<String> cookies() {
        return cookies.getCookieStore().get(URI.create(Site.ADDRESS)).stream()
                .map(HttpCookie::getName)
                .sorted()
                .toList();
    }

    /** Somebody else's copy of its cookies. */
    void copyTo(Browser other) {
        cookies.getCookieStore()
                .get(URI.create(Site.ADDRESS))
                .forEach(cookie -> other.cookies.getCookieStore().add(URI.create(Site.ADDRESS), cookie));
    }

    private Page follow(HttpRequest request) {
        var trail = new ArrayList<String>();
        var next = request;
        for (var redirects = 0; redirects < MOST_REDIRECTS; redirects++) {
            var response = send(next);
            var uri = response.uri();
            trail.add("https://" + uri.getHost() + uri.getPath());
            var location = response.headers().firstValue("Location");
            if (location.isEmpty()) {
                return new Page(uri, response.statusCode(), response.body(), trail);
            }
            next = HttpRequest.newBuilder(uri.resolve(location.get())).build();
        }
        throw new IllegalStateException("Sent round in circles: " + trail);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            // Java takes a cookie with Max-Age for one of RFC 2965, and would send it in quotes.
            cookies.getCookieStore().getCookies().forEach(cookie -> cookie.setVersion(0));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
