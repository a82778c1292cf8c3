/**
 * The test kit: everything that runs the product without AWS.
 *
 * <ul>
 *   <li><b>Stand-ins</b> ({@code standin}) speak the wire protocols of ECS, Step Functions, SNS, CloudFormation and others over
 *       HTTP on loopback, so that tests use the real SDK clients. DynamoDB is DynamoDB Local. A test that needs one service starts
 *       its stand-in behind an {@link io.github.ecstaskretry.testkit.standin.wire.HttpFront}; a test that needs the table
 *       registers {@link io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables}.
 *   <li><b>A deployment</b> ({@link io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment}) is the whole stack: the
 *       table and the state machine as {@code sam/} declares them, and {@code target/function.zip} in its own process. Tests of it
 *       end in {@code IT} and run after {@code package}.
 *   <li><b>Faults</b>: {@link io.github.ecstaskretry.testkit.standin.wire.Switchboard#faults} makes a call fail, hang or lose its
 *       answer, and {@link io.github.ecstaskretry.testkit.standin.wire.Switchboard#log} has all calls.
 *   <li><b>The simulation</b> ({@code simulation}) runs thousands of random histories in one thread and checks that nothing is lost
 *       and nothing done twice. It prints the seed of a run that fails: {@code ./mvnw -Psimulation verify -Dsimulation.runs=1
 *       -Dsimulation.seed=SEED} repeats it.
 *   <li><b>The local run</b> ({@code local}) is {@code ./ecs-retry local}: a deployment with jobs that fail, for people.
 * </ul>
 */
package io.github.ecstaskretry.testkit;
