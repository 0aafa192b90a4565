// The program; wiring comes with the server.
int main() { return 0; }
