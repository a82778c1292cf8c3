package io.github.ecstaskretry;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The rings: what each package may know of. */
@AnalyzeClasses(packages = "io.github.ecstaskretry", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.ecstaskretry.";
    private static final String[] CORE = {
        ROOT + "job..",
        ROOT + "classify..",
        ROOT + "policy..",
        ROOT + "relaunch..",
        ROOT + "decide..",
        ROOT + "explain..",
        ROOT + "lint..",
        ROOT + "audit..",
        ROOT + "doctor.."
    };

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_ONLY_THE_JDK_AND_ITSELF = classes()
            .that(resideInAnyPackage(CORE))
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..").or(resideInAnyPackage(CORE)));

    @ArchTest
    static final ArchRule THE_CORE_HAS_NO_CLOCK_NO_CHANCE_AND_NO_ENVIRONMENT = noClasses()
            .that(resideInAnyPackage(CORE))
            .should()
            .callMethodWhere(target(owner(resideInAPackage("java..")))
                    .and(target(nameMatching(
                            "now|systemDefault|currentTimeMillis|nanoTime|random|randomUUID|getenv|getProperty"))))
            .orShould()
            .dependOnClassesThat(assignableTo(InstantSource.class).or(assignableTo(RandomGenerator.class)));

    @ArchTest
    static final ArchRule THE_CORE_READS_AND_WRITES_NOTHING = noClasses()
            .that(resideInAnyPackage(CORE))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..");

    @ArchTest
    static final ArchRule FACTS_ARE_INNERMOST = classes()
            .that(resideInAPackage(ROOT + "job.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", ROOT + "job.."));

    @ArchTest
    static final ArchRule THE_RINGS_HAVE_NO_CYCLES =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NEITHER_HAVE_THE_PACKAGES =
            slices().matching(ROOT + "(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_ADAPTERS_AND_THE_WIRING_KNOW_THE_SDK = noClasses()
            .that(not(resideInAnyPackage(ROOT + "aws..", ROOT + "lambda..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");

    @ArchTest
    static final ArchRule ONLY_THE_ENTRY_POINT_KNOWS_QUARKUS_AND_LAMBDA = noClasses()
            .that(not(resideInAPackage(ROOT + "lambda..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "com.amazonaws..", "org.jboss..");

    /** The function's package leaves picocli out, so nothing of the function may need it. */
    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_COMMAND_LINE = noClasses()
            .that(not(resideInAPackage(ROOT + "cli..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "cli..", "picocli..");

    @ArchTest
    static final ArchRule ONLY_FORMATS_KNOW_JSON_AND_YAML = noClasses()
            .that(not(resideInAPackage(ROOT + "format..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "org.snakeyaml..");

    /** The same with the clients that only {@code doctor} needs. */
    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_LOOKS_AT_DEPLOYMENTS = noClasses()
            .that(not(resideInAnyPackage(ROOT + "cli..", ROOT + "aws.deployment..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "aws.deployment..",
                    "software.amazon.awssdk.services.cloudformation..",
                    "software.amazon.awssdk.services.cloudwatch..",
                    "software.amazon.awssdk.services.eventbridge..",
                    "software.amazon.awssdk.services.lambda..",
                    "software.amazon.awssdk.services.sqs..");

    @ArchTest
    static final ArchRule THE_FUNCTION_DOES_NOT_READ_AS_THE_AUDIT_DOES = noClasses()
            .that(not(resideInAnyPackage(
                    ROOT + "cli..", ROOT + "aws.audit..", ROOT + "aws.connection..", ROOT + "aws.deployment..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "aws.audit..", ROOT + "aws.connection..");

    /** Jackson binds nothing to our classes, so that a native image has nothing of ours to register for reflection. */
    @ArchTest
    static final ArchRule JACKSON_READS_AND_WRITES_TREES_ONLY = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(ObjectMapper.class)
                            .or(assignableTo(ObjectReader.class))
                            .or(assignableTo(ObjectWriter.class))))
                    .and(target(nameMatching(
                            "readValues?|treeToValue|convertValue|valueToTree|writeValue.*|updateValue"))));
}
