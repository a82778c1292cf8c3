package io.github.ecstaskretry.doctor;

import java.util.List;

/**
 * The dead-letter queue.
 *
 * @param messages how many wait or are being received; SQS counts approximately
 * @param grants who may send
 */
public record EventQueue(String url, String arn, long messages, List<Grant> grants) {

    public EventQueue {
        grants = List.copyOf(grants);
    }
}
