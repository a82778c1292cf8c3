package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.aws.AwsErrors;
import io.github.ecstaskretry.cli.doctor.Reading;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks AWS, and takes a refusal for an answer. */
final class Readings {

    private static final int NOT_FOUND = 404;

    /** What services that do not answer with status 404 call what is not there. */
    private static final Set<String> ABSENT = Set.of(
            "ResourceNotFoundException",
            "TableNotFoundException",
            "StateMachineDoesNotExist",
            "StateMachineDeleting",
            "QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue");

    private Readings() {}

    /**
     * Asks.
     *
     * @param action the IAM action that this needs
     */
    static <T> Reading<T> ask(String action, Supplier<T> call) {
        try {
            return new Reading.Found<>(call.get());
        } catch (SdkException e) {
            if (e instanceof AwsServiceException service && isAbsent(service)) {
                return new Reading.Absent<>();
            }
            return new Reading.Unknown<>(
                    AwsErrors.words(e),
                    AwsErrors.advice(e, action, "DoctorPolicyArn").orElse("look again later"));
        }
    }

    /** Something other than AWS that answers with status 404 says nothing about the part. */
    private static boolean isAbsent(AwsServiceException e) {
        String code = AwsErrors.code(e);
        return ABSENT.contains(code) || (e.statusCode() == NOT_FOUND && !code.isEmpty());
    }
}
