package io.github.ecstaskretry.testkit.simulation;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An attempt as it stands in the table at the end (design, section 7), read without the product's help. */
record Recorded(StoredItem stored) {

    String text(String attribute) {
        AttributeValue value = attributes().get(attribute);
        return value == null ? null : value.s();
    }

    int number() {
        return Integer.parseInt(attributes().get("attempt").n());
    }

    boolean isRetry() {
        return "RETRY".equals(text("decision"));
    }

    boolean isTerminal() {
        return "TERMINAL".equals(text("decision"));
    }

    boolean isToBeAnnounced() {
        AttributeValue announce = attributes().get("announce");
        return announce != null && announce.bool();
    }

    /** A launch that failed, and nobody had aborted it. */
    boolean isLaunchFailure() {
        return text("taskArn") == null;
    }

    Map<String, AttributeValue> attributes() {
        return stored.now();
    }
}
