package org.openemr.aws.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a registered client and its tokens.
 *
 * @param site the address of the site it is registered at
 * @param accessToken null before the first sign-in
 * @param expires when the access token ends, in seconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiClient(
        String site,
        String clientId,
        String clientSecret,
        String redirectUri,
        String scope,
        @Nullable String accessToken,
        @Nullable String refreshToken,
        long expires) {

    private static final long NOTICE = 60;

    /** The same client with other tokens; a server that sends no new refresh token lets the old one stand. */
    ApiClient with(String newAccessToken, @Nullable String newRefreshToken, long newExpires) {
        return new ApiClient(
                site,
                clientId,
                clientSecret,
                redirectUri,
                scope,
                newAccessToken,
                newRefreshToken == null ? refreshToken : newRefreshToken,
                newExpires);
    }

    boolean expiresSoon(Instant now) {
        return now.getEpochSecond() >= expires - NOTICE;
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "ApiClient[" + clientId + " at " + site + "]";
    }
}
