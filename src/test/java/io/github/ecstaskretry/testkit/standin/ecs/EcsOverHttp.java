package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.Clients;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The stand-in behind HTTP, a real client before it, and the events that it sends. */
final class EcsOverHttp implements AutoCloseable {

    private final Switchboard switchboard = new Switchboard();
    private final BlockingQueue<ObjectNode> events = new LinkedBlockingQueue<>();
    private final EcsStandIn ecs;
    private final HttpFront front;
    private final EcsClient client;

    EcsOverHttp(TaskScript script, boolean everyChange) {
        ecs = new EcsStandIn(Account.EXAMPLE, script, TimeScale.atMost(Duration.ofMillis(1)), everyChange, events::add);
        front = new HttpFront(
                0, List.of(new AwsJson(switchboard, ecs.service(), "AmazonEC2ContainerServiceV20141113.", "1.1")));
        client = Clients.ecs(front.endpoint());
    }

    EcsClient client() {
        return client;
    }

    Switchboard switchboard() {
        return switchboard;
    }

    List<ObjectNode> tasks() {
        return ecs.tasks();
    }

    JsonNode nextEvent() throws InterruptedException {
        JsonNode event = events.poll(1, TimeUnit.MINUTES);
        if (event == null) {
            throw new AssertionError("no event has come");
        }
        return event;
    }

    /** Every event up to the one of STOPPED. */
    List<JsonNode> eventsUntilStopped() throws InterruptedException {
        List<JsonNode> seen = new ArrayList<>();
        do {
            seen.add(nextEvent());
        } while (!seen.getLast().at("/detail/lastStatus").asText().equals("STOPPED"));
        return seen;
    }

    @Override
    public void close() {
        client.close();
        front.close();
        ecs.close();
    }
}
