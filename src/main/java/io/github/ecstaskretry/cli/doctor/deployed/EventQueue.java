package io.github.ecstaskretry.cli.doctor.deployed;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Whether what is sent to that ARN is kept where somebody looks; any will do where the queue is not known. */
    public static boolean keeps(@Nullable String destination, Reading<EventQueue> queue) {
        return destination != null
                && (!(queue instanceof Reading.Found<EventQueue>(EventQueue found)) || destination.equals(found.arn()));
    }
}
