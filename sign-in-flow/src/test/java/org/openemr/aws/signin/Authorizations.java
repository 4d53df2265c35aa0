package org.openemr.aws.signin;

import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** The provider's tokens, which can be taken back all at once. */
final class Authorizations implements OAuth2AuthorizationService {

    private volatile OAuth2AuthorizationService current = new InMemoryOAuth2AuthorizationService();

    void forget() {
        current = new InMemoryOAuth2AuthorizationService();
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        current.save(authorization);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        current.remove(authorization);
    }

    @Override
    public OAuth2Authorization findById(String id) {
        return current.findById(id);
    }

    @Override
    public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
        return current.findByToken(token, type);
    }
}
