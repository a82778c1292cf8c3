package io.github.ecstaskretry.function.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.function.operate.AbortedRunJobs;
import io.github.ecstaskretry.function.operate.Answered;
import io.github.ecstaskretry.function.operate.Commands;
import io.github.ecstaskretry.function.retry.FailedLaunches;
import io.github.ecstaskretry.function.retry.Handled;
import io.github.ecstaskretry.function.retry.Reconcile;
import io.github.ecstaskretry.function.retry.Reconciled;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The function. It takes an event, or a batch of wrapped events, and gives a log line and a short answer for each. An event that it
 * cannot handle fails the invocation, so that Lambda tries the event again and then keeps it in the dead-letter queue.
 */
@Singleton
@Named("task-retry")
public final class EventHandler implements RequestStreamHandler {

    private final Provider<StoppedTasks> stoppedTasks;
    private final Provider<FailedLaunches> failedLaunches;
    private final Provider<Reconcile> reconcile;
    private final Provider<AbortedRunJobs> abortedRunJobs;
    private final Provider<Commands> commands;
    private final Meter meter;

    /** Takes providers, so that a part that cannot be built, such as a bad policy, fails only the invocations that need it. */
    @Inject
    public EventHandler(
            Provider<StoppedTasks> stoppedTasks,
            Provider<FailedLaunches> failedLaunches,
            Provider<Reconcile> reconcile,
            Provider<AbortedRunJobs> abortedRunJobs,
            Provider<Commands> commands,
            Meter meter) {
        this.stoppedTasks = stoppedTasks;
        this.failedLaunches = failedLaunches;
        this.reconcile = reconcile;
        this.abortedRunJobs = abortedRunJobs;
        this.commands = commands;
        this.meter = meter;
    }

    /** Handles every event of a batch, then fails if one failed. Lambda repeats the batch, which does nothing twice. */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        TimeLeft timeLeft = new TimeLeft(context);
        List<String> answers = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (EventDocument event : parsed(input)) {
            try {
                answers.add(answer(event, timeLeft));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        String answer = answers.size() == 1 ? answers.getFirst() : answers.toString();
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    /** Lambda logs each line of standard output as it is; a logger would wrap this JSON into its own. */
    private void log(String line) {
        meter.lines(line).forEach(System.out::println);
    }

    private List<EventDocument> parsed(InputStream input) throws IOException {
        try {
            return EventDocument.parse(input);
        } catch (MalformedEventException e) {
            log(AnswerJson.failed("", Optional.empty(), e));
            throw e;
        }
    }

    private String answer(EventDocument event, TimeLeft timeLeft) {
        try {
            timeLeft.check();
            Incoming incoming = event.read();
            if (incoming instanceof Incoming.Ordered ordered) {
                return answer(event.id(), ordered.command(), timeLeft);
            }
            String answer = answer(event.id(), incoming, timeLeft);
            log(answer);
            return answer;
        } catch (NotAllReconciledException e) {
            log(e.report());
            throw e;
        } catch (RuntimeException e) {
            log(AnswerJson.failed(event.id(), event.attempt(), e));
            throw e;
        }
    }

    private String answer(String eventId, Incoming incoming, TimeLeft timeLeft) {
        return switch (incoming) {
            case Incoming.TaskStopped stopped ->
                answer(eventId, stoppedTasks.get().handle(stopped.task()));
            case Incoming.LaunchEnded ended ->
                answer(
                        eventId,
                        abortedRunJobs
                                .get()
                                .handle(ended.end())
                                .orElseGet(() -> failedLaunches.get().handle(ended.end())));
            case Incoming.ReconcileDue _ -> answer(eventId, reconcile.get().run(timeLeft.lastBegin()));
            case Incoming.Ordered ordered -> answer(eventId, ordered.command(), timeLeft);
            case Incoming.NotForUs notForUs -> AnswerJson.ignored(eventId, notForUs.reason());
        };
    }

    private String answer(String eventId, Command command, TimeLeft timeLeft) {
        Answered answered =
                commands.get().carryOut(command, timeLeft.lastBegin(), deadLetter -> answer(deadLetter, timeLeft));
        log(AnswerJson.commanded(eventId, command, answered.brief()));
        return AnswerJson.commanded(eventId, command, answered);
    }

    private String answer(String eventId, Reconciled reconciled) {
        meter.count(reconciled);
        String answer = AnswerJson.reconciled(eventId, reconciled.whole(), reconciled.report());
        if (!reconciled.whole()) {
            throw new NotAllReconciledException(reconciled.failure(), answer);
        }
        return answer;
    }

    private static String answer(String eventId, Handled handled) {
        return switch (handled) {
            case Handled.Recorded recorded -> AnswerJson.recorded(recorded.attempt());
            case Handled.Replayed replayed -> AnswerJson.replayed(eventId, replayed.attempt());
            case Handled.Aborted aborted -> AnswerJson.aborted(eventId, aborted);
            case Handled.Ignored ignored -> AnswerJson.ignored(eventId, ignored.reason());
        };
    }
}
