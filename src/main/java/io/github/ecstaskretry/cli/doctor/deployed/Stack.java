package io.github.ecstaskretry.cli.doctor.deployed;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The CloudFormation stack.
 *
 * @param arn {@code arn:<partition>:cloudformation:<region>:<account>:stack/<name>/<id>}
 * @param status such as {@code UPDATE_COMPLETE}
 * @param deployedAt when it was last created or updated
 * @param resources the physical ids of what it has, by logical id
 * @param alarms the names of its alarms
 */
public record Stack(String arn, String status, Instant deployedAt, Map<String, String> resources, List<String> alarms) {

    private static final int PARTITION = 1;
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    public Stack {
        resources = Map.copyOf(resources);
        alarms = List.copyOf(alarms);
    }

    /** Such as {@code ecs-task-retry}. */
    public String name() {
        return arn.split("/", -1)[1];
    }

    /** Such as {@code aws}. */
    public String partition() {
        return part(PARTITION);
    }

    public String region() {
        return part(REGION);
    }

    public String account() {
        return part(ACCOUNT);
    }

    private String part(int number) {
        return arn.split(":", -1)[number];
    }

    /** A resource's physical id; empty when the stack does not have it. */
    public Optional<String> resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId));
    }
}
