package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.KeepsRunning;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate.Stops;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.EventSink;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets tasks live: PROVISIONING (with awsvpc only), PENDING, RUNNING, DEPROVISIONING (with awsvpc only), STOPPED, each on a
 * virtual thread of its own. StopTask cuts a life short.
 */
final class TaskLives implements AutoCloseable {

    private final Account account;
    private final TimeScale timeScale;
    private final boolean everyChange;
    private final EventSink events;
    private final Map<String, Thread> lives = new ConcurrentHashMap<>();

    /**
     * Nobody lives yet.
     *
     * @param everyChange whether every change sends an event, not only STOPPED
     */
    TaskLives(Account account, TimeScale timeScale, boolean everyChange, EventSink events) {
        this.account = account;
        this.timeScale = timeScale;
        this.everyChange = everyChange;
        this.events = events;
    }

    void begin(EcsTask task, TaskFate.Task fate) {
        if (everyChange) {
            events.accept(TaskStateChange.of(account, task.describe(false)));
        }
        Thread life = Thread.ofVirtual().unstarted(() -> live(task, fate));
        lives.put(task.arn(), life);
        life.start();
    }

    /** Ends the task's life at once; one that is ending already is left alone. */
    void cutShort(EcsTask task) {
        lives.computeIfPresent(task.arn(), (arn, life) -> {
            life.interrupt();
            return life;
        });
    }

    /** Tasks that live on do not stop any more. */
    @Override
    public void close() {
        lives.keySet().forEach(arn -> {
            Thread life = lives.remove(arn);
            if (life != null) {
                life.interrupt();
            }
        });
    }

    private void live(EcsTask task, TaskFate.Task fate) {
        try {
            switch (fate) {
                case Stops stops -> run(task, stops);
                case KeepsRunning keepsRunning -> {
                    start(task, TaskFate.A_MINUTE);
                    Thread.sleep(Duration.ofDays(365));
                }
            }
        } catch (InterruptedException stopTask) {
            if (!lives.containsKey(task.arn())) {
                return;
            }
        }
        lives.remove(task.arn());
        // StopTask can come after the last wait; it must not interrupt the receiver of the event.
        Thread.interrupted();
        stop(task);
    }

    private void run(EcsTask task, Stops stops) throws InterruptedException {
        if (stops.started()) {
            start(task, stops.after());
            Thread.sleep(timeScale.shorten(stops.after().multipliedBy(6).dividedBy(10)));
        } else {
            Thread.sleep(timeScale.shorten(stops.after()));
        }
        task.isToStop(stops.stopCode(), stops.stoppedReason(), stops.containers());
    }

    private void start(EcsTask task, Duration life) throws InterruptedException {
        Thread.sleep(timeScale.shorten(life.dividedBy(5)));
        if (task.isAwsvpc()) {
            change(task, "PENDING");
        }
        Thread.sleep(timeScale.shorten(life.dividedBy(5)));
        change(task, "RUNNING");
    }

    private void stop(EcsTask task) {
        if (task.isAwsvpc()) {
            change(task, "DEPROVISIONING");
        }
        events.accept(TaskStateChange.of(account, task.becomes("STOPPED")));
    }

    private void change(EcsTask task, String status) {
        ObjectNode document = task.becomes(status);
        if (everyChange) {
            events.accept(TaskStateChange.of(account, document));
        }
    }
}
