package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.aws.AwsErrors;
import io.github.ecstaskretry.cli.doctor.Lookup;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads from AWS, and turns a refusal into a {@link Lookup}. */
final class Lookups {

    private static final int NOT_FOUND = 404;

    /** The errors about a missing resource that come without status 404. */
    private static final Set<String> ABSENT = Set.of(
            "ResourceNotFoundException",
            "ClusterNotFoundException",
            "TableNotFoundException",
            "StateMachineDoesNotExist",
            "StateMachineDeleting",
            "QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue");

    private Lookups() {}

    /** Calls AWS. {@code action} is the IAM action that the call needs. */
    static <T> Lookup<T> of(String action, Supplier<T> call) {
        try {
            return new Lookup.Found<>(call.get());
        } catch (SdkException e) {
            if (e instanceof AwsServiceException service && isAbsent(service)) {
                return new Lookup.Absent<>();
            }
            return new Lookup.Unknown<>(
                    AwsErrors.words(e),
                    AwsErrors.advice(e, action, "DoctorPolicyArn").orElse("look again later"));
        }
    }

    /** A status 404 that did not come from AWS says nothing about the part. */
    private static boolean isAbsent(AwsServiceException e) {
        String code = AwsErrors.code(e);
        return ABSENT.contains(code) || (e.statusCode() == NOT_FOUND && !code.isEmpty());
    }
}
