package io.github.ecstaskretry.core.task;

import java.util.Optional;

/**
 * An Amazon Resource Name: {@code arn:<partition>:<service>:<region>:<account>:<resource>} (IAM user guide, "Amazon Resource
 * Names (ARNs)").
 *
 * @param region empty if the resource has none
 * @param account empty if the resource has none
 * @param resource such as {@code cluster/prod}, {@code execution:wait-and-run:job-2} or {@code my-topic}
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    private static final int PARTS = 6;

    /** Empty if the text is not an ARN. Only the resource may contain spaces, but not begin with one. */
    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", PARTS);
        if (parts.length < PARTS || !parts[0].equals("arn") || parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        Arn arn = new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]);
        int resource = text.length() - arn.resource.length();
        boolean spaced = text.chars().limit(resource + 1L).anyMatch(Character::isWhitespace);
        return arn.resource.isEmpty() || spaced ? Optional.empty() : Optional.of(arn);
    }

    /** Throws an {@link IllegalArgumentException} if the text is not an ARN. */
    public static Arn of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an ARN: '" + text + "'"));
    }

    /** Whether the ARN names such a resource: {@code is("ecs", "cluster")}. */
    public boolean is(String ofService, String ofType) {
        return service.equals(ofService) && resourceType().equals(ofType);
    }

    /** Such as {@code cluster} or {@code execution}; empty if the resource is only a name, as an SNS topic's is. */
    public String resourceType() {
        return resource.substring(0, Math.max(0, endOfType()));
    }

    /** The resource without its type, such as {@code prod} or {@code wait-and-run:job-2}. */
    public String resourceId() {
        return resource.substring(endOfType() + 1);
    }

    /** The last part of the id: a task's id, a cluster's name, an execution's name, {@code etl:7} of a task definition. */
    public String name() {
        char separator = resource.indexOf('/') >= 0 ? '/' : ':';
        return resource.substring(resource.lastIndexOf(separator) + 1);
    }

    /** The ARN of a resource of another service in the same Region and account. */
    public Arn beside(String otherService, String otherResource) {
        return new Arn(partition, otherService, region, account, otherResource);
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    private int endOfType() {
        for (int i = 0; i < resource.length(); i++) {
            if (resource.charAt(i) == '/' || resource.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }
}
