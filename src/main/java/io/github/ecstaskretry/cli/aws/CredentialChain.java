package io.github.ecstaskretry.cli.aws;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which of the places where the SDK looks for credentials has some that cannot be used. It looks everywhere before it fails, and has
 * one text for everything that it found ({@code AwsCredentialsProviderChain}).
 */
public final class CredentialChain {

    private static final String FAILED = "Unable to load credentials from any of the providers in the chain";

    /** Between the providers that were asked, with their settings, and what they said. */
    private static final String SAID = "]) : [";

    private static final Pattern NEXT = Pattern.compile(", (?=[A-Za-z]+CredentialsProvider\\()");

    /** Between a provider and what it said. */
    private static final String COLON = "): ";

    /** What they say when there is nothing for them; the profile is the one that nobody named. */
    private static final Pattern NOTHING_THERE = Pattern.compile("Access key must be specified"
            + "|AWS_WEB_IDENTITY_TOKEN_FILE or the javaproperty"
            + "|contained no credentials for profile 'default'"
            + "|neither AWS_CONTAINER_CREDENTIALS_FULL_URI"
            + "|IMDS");

    private CredentialChain() {}

    /** Whether it is the text. */
    public static boolean isToldBy(String text) {
        return text.contains(FAILED);
    }

    /** What the first one says that found something; empty where none did. */
    public static Optional<String> trouble(String text) {
        int said = text.indexOf(SAID);
        return said < 0
                ? Optional.empty()
                : Arrays.stream(NEXT.split(text.substring(said + SAID.length(), text.length() - 1)))
                        .filter(reason -> !NOTHING_THERE.matcher(reason).find())
                        .map(reason -> reason.substring(reason.indexOf(COLON) + COLON.length()))
                        .findFirst();
    }
}
