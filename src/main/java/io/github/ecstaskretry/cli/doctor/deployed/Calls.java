package io.github.ecstaskretry.cli.doctor.deployed;

/**
 * The function's calls in the last {@link Deployment#RECENT} (AWS Lambda developer guide, "Types of metrics for Lambda functions").
 *
 * @param invoked how often it ran ({@code Invocations}), well or not
 * @param failed how often it ran and ended in an error or a time-out ({@code Errors})
 * @param throttled how often it did not run, for want of concurrency ({@code Throttles})
 */
public record Calls(long invoked, long failed, long throttled) {}
