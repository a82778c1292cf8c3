package io.github.ecstaskretry.cli.audit;

import org.jspecify.annotations.Nullable;

/**
 * One of several deployments that were asked side by side.
 *
 * @param profile null if no profiles were named
 * @param account null if the caller may not describe the table
 * @param error why it could not be asked; null if it answered
 */
public record AskedPlace(
        @Nullable String profile,
        @Nullable String region,
        @Nullable String account,
        @Nullable String error) {

    /** The same, whose account is known now. */
    public AskedPlace in(@Nullable String itsAccount) {
        return new AskedPlace(profile, region, itsAccount, error);
    }

    /** Such as {@code prod/eu-west-1}. */
    public String label() {
        String owner = profile == null ? account : profile;
        return owner == null ? String.valueOf(region) : region == null ? owner : owner + "/" + region;
    }
}
