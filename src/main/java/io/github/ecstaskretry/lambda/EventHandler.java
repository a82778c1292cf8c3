package io.github.ecstaskretry.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.ecstaskretry.format.AnswerJson;
import io.github.ecstaskretry.format.EventJson;
import io.github.ecstaskretry.format.Incoming;
import io.github.ecstaskretry.handle.FailedLaunches;
import io.github.ecstaskretry.handle.Handled;
import io.github.ecstaskretry.handle.StoppedTasks;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/**
 * The function: one event in, one log line and a short answer out. An event that cannot be handled fails the invocation, so that
 * Lambda tries it again and then keeps it in the dead-letter queue.
 */
@Singleton
@Named("task-retry")
public final class EventHandler implements RequestStreamHandler {

    private static final Logger LOG = Logger.getLogger(EventHandler.class);

    private final StoppedTasks stoppedTasks;
    private final FailedLaunches failedLaunches;

    @Inject
    public EventHandler(StoppedTasks stoppedTasks, FailedLaunches failedLaunches) {
        this.stoppedTasks = stoppedTasks;
        this.failedLaunches = failedLaunches;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String answer = answer(EventJson.read(input));
        LOG.info(answer);
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private String answer(Incoming incoming) {
        return switch (incoming) {
            case Incoming.TaskStopped stopped -> answer(stoppedTasks.handle(stopped.task()));
            case Incoming.LaunchEnded ended -> answer(failedLaunches.handle(ended.end()));
            case Incoming.NotForUs notForUs -> AnswerJson.ignored(notForUs.reason());
        };
    }

    private static String answer(Handled handled) {
        return switch (handled) {
            case Handled.Recorded recorded -> AnswerJson.recorded(recorded.attempt());
            case Handled.Replayed replayed -> AnswerJson.replayed(replayed.attempt());
            case Handled.Ignored ignored -> AnswerJson.ignored(ignored.reason());
        };
    }
}
