package io.github.ecstaskretry.aws;

import software.amazon.awssdk.core.exception.SdkException;

/** Why AWS could not be asked at all, for people: the SDK tells of what is missing in a dozen clauses, one for each place. */
public final class ClientTrouble {

    private ClientTrouble() {}

    /** What is missing and how to give it, or the SDK's own words. */
    public static String reason(SdkException e) {
        String text = String.valueOf(e.getMessage());
        if (text.startsWith("Unable to load credentials")) {
            return "there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
        }
        if (text.startsWith("Unable to load region")) {
            return "no AWS Region is known: give --region or set AWS_REGION";
        }
        return "AWS cannot be asked: " + text;
    }
}
