package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/** An event as EventBridge delivers it (EventBridge user guide, "Event structure reference"). */
public final class Envelope {

    private Envelope() {}

    public static ObjectNode of(
            Account account, String source, String detailType, String resource, Instant time, ObjectNode detail) {
        ObjectNode event = Json.object();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", detailType);
        event.put("source", source);
        event.put("account", account.id());
        event.put("time", Times.isoSeconds(time));
        event.put("region", account.region());
        event.putArray("resources").add(resource);
        event.set("detail", detail);
        return event;
    }
}
