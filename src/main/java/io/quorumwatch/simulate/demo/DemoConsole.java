package io.quorumwatch.simulate.demo;

import io.quorumwatch.bus.HealthReport;
import io.quorumwatch.bus.HealthStatus;
import io.quorumwatch.bus.Incident;
import io.quorumwatch.simulate.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The demonstration on a terminal: where to look, which key does what, and one line that is renewed every second and kept whenever
 * something of it changes. Without a terminal only the changes are printed, to standard error since standard output belongs to the log,
 * and no key is read.
 *
 * <p>Works on two daemon threads of its own, so that neither printing nor a terminal that does not take output holds up an event loop.
 */
public final class DemoConsole {

    /**
     * What the agent says. Both must be quick and are called from a thread of the console.
     *
     * @param health its present report
     * @param incidents the open ones
     */
    public record Watch(Supplier<HealthReport> health, Supplier<List<Incident>> incidents) {}

    private final SimulatedMembers members;
    private final Watch watch;
    private final List<String> header;
    private final Runnable quit;
    private final InputStream in;
    private final PrintStream out;
    private final boolean onTerminal;
    private final Terminal terminal = new Terminal();
    private final ScheduledExecutorService printer =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "demo-console"));
    private int columns;
    private String lastSubstance = "";
    private String lastIncidents = "";
    private boolean lineOpen;
    private volatile @Nullable String chosen;

    /**
     * A console that has not begun.
     *
     * @param watch what the agent says, read once a second
     * @param header what stands at the top: what runs here and at which addresses
     * @param quit what the key {@code q} does
     */
    public static DemoConsole of(SimulatedMembers members, Watch watch, List<String> header, Runnable quit) {
        boolean onTerminal = Terminal.present();
        return new DemoConsole(members, watch, header, quit, System.in, output(onTerminal), onTerminal);
    }

    /** Where it writes. */
    static PrintStream output(boolean onTerminal) {
        return onTerminal ? System.out : System.err;
    }

    DemoConsole(
            SimulatedMembers members,
            Watch watch,
            List<String> header,
            Runnable quit,
            InputStream in,
            PrintStream out,
            boolean onTerminal) {
        this.members = members;
        this.watch = watch;
        this.header = List.copyOf(header);
        this.quit = quit;
        this.in = in;
        this.out = out;
        this.onTerminal = onTerminal;
    }

    /** Prints the header and goes on until {@link #stop}. */
    public void start() {
        header.forEach(out::println);
        if (onTerminal) {
            columns = Terminal.columns();
            boolean single = terminal.takeSingleKeys();
            Runtime.getRuntime().addShutdownHook(new Thread(terminal::restore, "demo-console-restore"));
            out.print(ConsoleView.help(members.members()));
            out.println(single ? "" : "(press Enter after the key)\n");
            daemon(this::readKeys, "demo-console-keys").start();
        }
        printer.scheduleWithFixedDelay(this::print, 0, 1, TimeUnit.SECONDS);
    }

    /** Stops printing and makes the terminal what it was. Keys pressed later do nothing. */
    public void stop() {
        printer.shutdownNow();
        if (onTerminal) {
            terminal.restore();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Prints one second's line. */
    void print() {
        DemoState state = members.state();
        HealthReport report = watch.health().get();
        tellIncidents(watch.incidents().get());
        String substance = ConsoleView.substance(state, report);
        boolean news = !substance.equals(lastSubstance);
        lastSubstance = substance;
        String line = ConsoleView.line(state, report);
        if (onTerminal) {
            renew(line, report.status(), news);
        } else if (news) {
            out.println(line);
        }
        out.flush();
    }

    /** Says each first cause once, with what to do. */
    private void tellIncidents(List<Incident> open) {
        String told = ConsoleView.incidents(open);
        if (!told.equals(lastIncidents)) {
            lastIncidents = told;
            out.print((lineOpen ? "\n" : "") + (told.isEmpty() ? "no open incident\n" : told));
            lineOpen = false;
        }
    }

    private void renew(String line, HealthStatus status, boolean news) {
        String before = news && lineOpen ? "\n" : "\r";
        out.print(before + ConsoleView.coloured(line, status, columns) + "\u001b[K");
        lineOpen = true;
    }

    private void say(String text) {
        if (printer.isShutdown()) {
            return;
        }
        printer.execute(() -> {
            out.print((lineOpen ? "\n" : "") + text + "\n");
            lineOpen = false;
            out.flush();
        });
    }

    private void readKeys() {
        try {
            for (int key = in.read(); key >= 0 && !printer.isShutdown(); key = in.read()) {
                press(key);
            }
        } catch (IOException gone) {
            say("no more keys: " + gone.getMessage());
        }
    }

    /** Does what the key stands for; unknown keys do nothing. */
    void press(int key) {
        Optional<Fault> fault = DemoKey.fault(key);
        if (fault.isPresent()) {
            inject(fault.get());
        } else if (key == DemoKey.HEAL) {
            chosen = null;
            members.heal()
                    .onSuccess(unused -> say("healed"))
                    .onFailure(cause -> say("not healed: " + cause.getMessage()));
        } else if (key == DemoKey.QUIT) {
            quit.run();
        } else if (key == DemoKey.HELP) {
            say(ConsoleView.help(members.members()));
        } else if (key >= '1' && key < '1' + members.members().size()) {
            String member = members.members().get(key - '1');
            chosen = member;
            say("the next fault is done to " + member);
        }
    }

    private void inject(Fault fault) {
        String member = chosen;
        chosen = null;
        boolean given = member != null && fault.needs() != Fault.Needs.NOTHING;
        members.inject(fault, given ? new String[] {member} : new String[0])
                .onSuccess(done -> say((fault.word() + " " + String.join(", ", done)).strip()
                        + ": a watcher should say: " + fault.expectation()))
                .onFailure(cause -> say(fault.word() + " not done: " + cause.getMessage()));
    }
}
