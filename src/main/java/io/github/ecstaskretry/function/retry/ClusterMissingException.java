package io.github.ecstaskretry.function.retry;

/** The cluster does not exist any more, so ECS cannot tell which tasks it had. A repetition changes nothing. */
public final class ClusterMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the cluster by its ARN. */
    public ClusterMissingException(String clusterArn, RuntimeException missing) {
        super("the cluster " + clusterArn + " does not exist any more", missing);
    }
}
