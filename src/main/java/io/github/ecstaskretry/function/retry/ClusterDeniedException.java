package io.github.ecstaskretry.function.retry;

/**
 * AWS denies this deployment a call on a cluster, such as a cluster that was removed from {@code Clusters}. A repetition changes
 * nothing.
 */
public final class ClusterDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String clusterArn;

    /** Names the cluster by its ARN. */
    public ClusterDeniedException(String clusterArn, RuntimeException denied) {
        super("AWS denies this deployment the tasks of cluster " + clusterArn, denied);
        this.clusterArn = clusterArn;
    }

    String clusterArn() {
        return clusterArn;
    }
}
