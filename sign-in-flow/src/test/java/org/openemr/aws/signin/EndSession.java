package org.openemr.aws.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signing out at the provider by the client's id and without a hint of who it is, which its own endpoint demands: what Amazon Cognito and
 * Microsoft Entra ID do. OpenID Connect RP-Initiated Logout 1.0, sections 2 and 3: an address to come back to must be registered.
 */
final class EndSession extends OncePerRequestFilter {

    private static final String PATH = "/sign-out";

    private final RegisteredClientRepository clients;

    EndSession(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var client = clients.findByClientId(request.getParameter("client_id"));
        var back = request.getParameter("post_logout_redirect_uri");
        if (client == null || !client.getPostLogoutRedirectUris().contains(back)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "Not a registered address: " + back);
            return;
        }
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        response.sendRedirect(back);
    }
}
