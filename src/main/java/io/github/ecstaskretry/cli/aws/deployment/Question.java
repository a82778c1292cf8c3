package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.aws.AwsErrorMessages;
import io.github.ecstaskretry.cli.aws.ErrorCode;
import io.github.ecstaskretry.cli.aws.LackingPermission;
import io.github.ecstaskretry.cli.aws.NonAwsResponse;
import io.github.ecstaskretry.cli.doctor.deployed.Reading;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Asks AWS, and takes a refusal for an answer. */
final class Question {

    private static final int NOT_FOUND = 404;

    /** What services that do not answer with status 404 call what is not there. */
    private static final Set<String> ABSENT = Set.of(
            "ResourceNotFoundException",
            "TableNotFoundException",
            "StateMachineDoesNotExist",
            "StateMachineDeleting",
            "QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue");

    private Question() {}

    /**
     * Asks.
     *
     * @param action the IAM action that this needs
     */
    static <T> Reading<T> ask(String action, Supplier<T> call) {
        try {
            return new Reading.Found<>(call.get());
        } catch (AwsServiceException e) {
            return refused(action, e);
        } catch (SdkException e) {
            return notAsked(e);
        }
    }

    private static <T> Reading<T> notAsked(SdkException e) {
        return new Reading.Unknown<>(AwsErrorMessages.reason(e), "see whether the network lets you, and look again");
    }

    private static <T> Reading<T> refused(String action, AwsServiceException e) {
        if (NonAwsResponse.isGivenBy(e)) {
            return notAsked(e);
        }
        if (e.statusCode() == NOT_FOUND || ABSENT.contains(ErrorCode.of(e))) {
            return new Reading.Absent<>();
        }
        Optional<LackingPermission> lacking = LackingPermission.of(e, action);
        if (lacking.isPresent()) {
            return new Reading.Unknown<>(lacking.get().says(), grant(lacking.get(), action));
        }
        return new Reading.Unknown<>("AWS refuses: " + e.getMessage(), "look again later");
    }

    /** Every action that is asked for is in the policy; others nobody here knows. */
    private static String grant(LackingPermission lacking, String asked) {
        return lacking.cure(lacking.action().equals(asked) ? "DoctorPolicyArn" : null);
    }
}
